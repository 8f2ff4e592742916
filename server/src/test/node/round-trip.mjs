// One round of everything a client does, with an official client library, printed as JSON.
// Usage: node round-trip.mjs client-2|client-1 legacy|auto|2026-07-28 SERVER
// where SERVER is '{"url": …, "headers": {…}}' or '{"command": …, "args": […], "env": {…}}'

const [library, mode, target] = process.argv.slice(2);
const server = JSON.parse(target);

const libraries = {
    'client-2': async () => {
        const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
        const { StdioClientTransport } = await import('@modelcontextprotocol/client/stdio');
        return { Client, StreamableHTTPClientTransport, StdioClientTransport };
    },
    'client-1': async () => {
        const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
        const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
        const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
        return { Client, StreamableHTTPClientTransport, StdioClientTransport };
    },
};

const { Client, StreamableHTTPClientTransport, StdioClientTransport } = await libraries[library]();
const transport = server.url
    ? new StreamableHTTPClientTransport(new URL(server.url), { requestInit: { headers: server.headers } })
    : new StdioClientTransport({ ...server, stderr: 'inherit' });
// Only the second generation knows more than one era.
const versionNegotiation = { mode: mode === 'legacy' || mode === 'auto' ? mode : { pin: mode } };
const client = new Client({ name: `round-trip ${library}`, version: '1.0.0' }, { versionNegotiation });
const faults = [];
client.onerror = error => faults.push(String(error));

const query = args => client.callTool({ name: 'query_backlog', arguments: args });
const refusal = call => call.then(() => 'no error', error => error.message);

await client.connect(transport);
const seen = {
    era: client.getProtocolEra?.(),
    version: client.getNegotiatedProtocolVersion?.() ?? transport.protocolVersion,
    server: client.getServerVersion(),
    capabilities: client.getServerCapabilities(),
    instructions: client.getInstructions(),
    tools: (await client.listTools()).tools,
    resources: (await client.listResources()).resources,
    templates: (await client.listResourceTemplates()).resourceTemplates,
    prompts: (await client.listPrompts()).prompts,
};
seen.bugs = await query({ types: ['bug'], statuses: ['todo'], limit: 5 });
seen.firstPage = await query({ limit: 3 });
seen.secondPage = await query({ limit: 3, cursor: seen.firstPage.structuredContent.nextCursor });
seen.bothPages = await query({ limit: 6 });
seen.wrongSort = await query({ sort: 'größe – 大小' });
seen.wrongLimit = await query({ limit: 10_000 });
seen.wrongTool = await refusal(client.callTool({ name: 'no_such_tool', arguments: {} }).then(result => {
    throw new Error(JSON.stringify(result));
}));
seen.workspaces = await client.readResource({ uri: 'pm33://workspaces' });
const { id } = JSON.parse(seen.workspaces.contents[0].text).workspaces[0];
seen.summary = await client.readResource({ uri: `pm33://backlog/${id}/summary` });
seen.velocity = await client.callTool({ name: 'analyze_velocity', arguments: { teamId: 'Mobile' } });
seen.forecast = await client.callTool({
    name: 'forecast_delivery',
    arguments: { remaining: 12, teamIds: ['Mobile'], targetDate: '2199-01-01' },
});
seen.currentVelocity = await client.readResource({ uri: `pm33://velocity/${id}/current` });
seen.wrongResource = await refusal(client.readResource({ uri: 'pm33://backlog/w999999/summary' }));
seen.completed = await client.complete({
    ref: { type: 'ref/resource', uri: seen.templates[0].uriTemplate },
    argument: { name: 'workspaceId', value: '' },
});
seen.completedPrompt = await client.complete({
    ref: { type: 'ref/prompt', name: 'review_backlog' },
    argument: { name: 'workspaceId', value: 'pl' },
});
seen.prompt = await client.getPrompt({ name: 'review_backlog', arguments: {} });
if (seen.era !== 'modern') {
    await client.ping(); // there is none in the era of 2026-07-28
}
seen.faults = [...faults];
await client.close();
console.log(JSON.stringify(seen));
