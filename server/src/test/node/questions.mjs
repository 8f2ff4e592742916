// Calls tools that ask the client before they answer, and prints the last words of each.
// Usage: node questions.mjs legacy|auto|2026-07-28 SERVER, with SERVER as in round-trip.mjs

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [mode, target] = process.argv.slice(2);
const server = JSON.parse(target);
const transport = server.url
    ? new StreamableHTTPClientTransport(new URL(server.url), { requestInit: { headers: server.headers } })
    : new StdioClientTransport({ ...server, stderr: 'inherit' });

const client = new Client(
    { name: 'questions', version: '1.0.0' },
    {
        capabilities: { elicitation: {}, sampling: {}, roots: {} },
        versionNegotiation: { mode: mode === 'legacy' || mode === 'auto' ? mode : { pin: mode } },
    },
);
const faults = [];
client.onerror = error => faults.push(String(error));
const answers = { name: 'Ada', color: 'blue', ok: true, context: 'a release', username: 'ada', email: 'ada@example.com' };
client.setRequestHandler('elicitation/create', async ({ params }) => {
    const asked = Object.keys(params.requestedSchema.properties);
    return { action: 'accept', content: Object.fromEntries(asked.map(name => [name, answers[name]])) };
});
client.setRequestHandler('sampling/createMessage', async ({ params }) => ({
    role: 'assistant',
    content: { type: 'text', text: `"${params.messages[0].content.text}"` },
    model: 'none',
}));
client.setRequestHandler('roots/list', async () => ({ roots: [{ uri: 'file:///a' }, { uri: 'file:///b' }] }));

const call = async (name, args = {}) => (await client.callTool({ name, arguments: args })).content[0].text;

await client.connect(transport);
const progress = [];
const seen = {
    version: client.getNegotiatedProtocolVersion(),
    elicitation: await call('test_elicitation', { message: 'Who are you?' }),
    sampling: await call('test_sampling', { prompt: 'Capital?' }),
    several: await call('test_input_required_result_multiple_inputs'),
    rounds: await call('test_input_required_result_multi_round'),
    state: await call('test_input_required_result_request_state'),
    prompt: (await client.getPrompt({ name: 'test_input_required_result_prompt' })).messages[0].content.text,
};
await client.callTool(
    { name: 'test_tool_with_progress', arguments: {} },
    { onprogress: told => progress.push(told.progress) },
);
seen.progress = progress;
seen.faults = [...faults];
await client.close();
console.log(JSON.stringify(seen));
