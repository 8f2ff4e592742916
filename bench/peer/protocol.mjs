// An MCP server on the official TypeScript SDK with the tools and the answer that were recorded from Throughline: what it takes
// is the protocol alone. Both eras, as the SDK documents them: stateless for 2026-07-28, sessions before. No keys, no log.
// Usage: node protocol.mjs RECORDING PORT
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { NodeStreamableHTTPServerTransport, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, fromJsonSchema, McpServer } from '@modelcontextprotocol/server';

const [recording, port] = process.argv.slice(2);
const { tools, result } = JSON.parse(readFileSync(recording, 'utf8'));
const registrations = tools.map(({ name, inputSchema, outputSchema, ...config }) => [
    name,
    {
        ...config,
        inputSchema: fromJsonSchema(inputSchema),
        ...(outputSchema && { outputSchema: fromJsonSchema(outputSchema) }),
    },
]);

function newServer() {
    const server = new McpServer({ name: 'peer', version: '1.0.0' });
    for (const [name, config] of registrations) server.registerTool(name, config, () => result);
    return server;
}

const modern = toNodeHandler(createMcpHandler(newServer, { legacy: 'reject' }));

const sessions = new Map();

async function legacy(request, response) {
    let transport = sessions.get(request.headers['mcp-session-id']);
    if (!transport) {
        transport = new NodeStreamableHTTPServerTransport({
            sessionIdGenerator: randomUUID,
            onsessioninitialized: (id) => sessions.set(id, transport),
        });
        await newServer().connect(transport);
    }
    await transport.handleRequest(request, response);
}

const http = createServer((request, response) =>
    request.headers['mcp-protocol-version'] === '2026-07-28' ? modern(request, response) : legacy(request, response));
http.listen(Number(port), '127.0.0.1', () => console.log(`ready at http://127.0.0.1:${http.address().port}`));
