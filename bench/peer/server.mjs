// A minimal MCP server on the official TypeScript SDK: one tool, query_backlog, which answers what Throughline answers to
// {"limit":25}, from the same SQLite file. Streamable HTTP with sessions, as the SDK documents it; no keys, no log.
// Usage: node server.mjs DATABASE WORKSPACE_KEY PORT
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

const [file, workspaceKey, port] = process.argv.slice(2);
const database = new DatabaseSync(file, { readOnly: true });
database.exec('pragma mmap_size = 268435456; pragma cache_size = -16384; pragma temp_store = memory');

const findWorkspace = database.prepare('select id, tenant_id, revision from workspace where key = ?');
const active = "item.tenant_id = ? and item.workspace_id = ? and item.status_category in ('todo', 'in_progress')";
const countItems = database.prepare(`select count(*) as total from item where ${active}`);
const findPage = database.prepare(`
    select item.id, item.key, item.title, item.type, item.status, item.size_points, team.name as team,
           member.name as assignee, page.rank,
           item.blocked = true or exists (
               select 1 from dependency join item waited on waited.id = dependency.predecessor_id
                where dependency.item_id = item.id and waited.status_category in ('todo', 'in_progress')) as blocked
      from (select item.id, item.rank from item where ${active} order by item.rank, item.id limit ?) page
      join item on item.id = page.id
      left join team on team.id = item.team_id
      left join member on member.id = item.assignee_id
     order by page.rank, item.id`);

let counted = { revision: -1, total: 0 };

function totalOf(workspace) {
    if (counted.revision !== workspace.revision) {
        counted = { revision: workspace.revision, total: countItems.get(workspace.tenant_id, workspace.id).total };
    }
    return counted.total;
}

function itemOf(row) {
    const item = { id: `i${row.id}`, key: row.key, title: row.title, type: row.type, status: row.status };
    if (row.size_points !== null) item.sizePoints = row.size_points;
    if (row.team !== null) item.team = row.team;
    if (row.assignee !== null) item.assignee = row.assignee;
    if (row.blocked) item.blocked = true;
    return item;
}

function cursorOf(row) {
    const rank = Buffer.from(row.rank);
    const bytes = Buffer.alloc(17 + rank.length);
    bytes.writeUInt8(1, 0);
    bytes.writeBigInt64BE(BigInt(row.id), 9);
    rank.copy(bytes, 17);
    return bytes.toString('base64url');
}

const oneLine = (text) => text.replace(/\s+/g, ' ').replaceAll('|', '¦').trim();

function lineOf(item) {
    const details = [];
    if (item.sizePoints !== undefined) details.push(`${item.sizePoints} pt`);
    if (item.team !== undefined) details.push(oneLine(item.team));
    if (item.assignee !== undefined) details.push(`@${oneLine(item.assignee)}`);
    if (item.blocked) details.push('BLOCKED');
    return `\n${item.key} | ${item.type} | ${oneLine(item.status)} | ${details.join(', ')} | ${oneLine(item.title)}`;
}

function textOf(answer) {
    let text = `Workspace ${answer.workspace} (${answer.workspaceId}), as of ${answer.asOf}: ${answer.items.length} of`
        + ` ${answer.total} items; sizes in points.\nkey | type | status | details | title (as people wrote it)`;
    for (const item of answer.items) text += lineOf(item);
    if (answer.nextCursor) text += `\nMore: the same call with cursor ${answer.nextCursor}`;
    return text;
}

function queryBacklog({ limit = 25 }) {
    const workspace = findWorkspace.get(workspaceKey);
    const rows = findPage.all(workspace.tenant_id, workspace.id, limit + 1);
    const page = rows.slice(0, limit);
    const answer = {
        workspaceId: `w${workspace.id}`,
        workspace: workspaceKey,
        asOf: new Date().toISOString().slice(0, 10),
        unit: 'points',
        items: page.map(itemOf),
        total: totalOf(workspace),
        returned: page.length,
    };
    if (rows.length > limit) answer.nextCursor = cursorOf(page.at(-1));
    return { content: [{ type: 'text', text: textOf(answer) }], structuredContent: answer, isError: false };
}

function newServer() {
    const server = new McpServer({ name: 'peer', version: '1.0.0' });
    const inputSchema = z.object({ limit: z.number().int().min(1).max(200).optional() });
    server.registerTool('query_backlog', { description: 'Lists backlog items.', inputSchema }, queryBacklog);
    return server;
}

const sessions = new Map();

const http = createServer(async (request, response) => {
    let transport = sessions.get(request.headers['mcp-session-id']);
    if (!transport) {
        transport = new NodeStreamableHTTPServerTransport({
            sessionIdGenerator: randomUUID,
            onsessioninitialized: (id) => sessions.set(id, transport),
        });
        await newServer().connect(transport);
    }
    await transport.handleRequest(request, response);
});
http.listen(Number(port), '127.0.0.1', () => console.log(`ready at http://127.0.0.1:${http.address().port}`));
