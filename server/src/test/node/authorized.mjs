// All that an official client library does with a person's permission, printed as JSON: asks for it, works with it, renews it,
// loses it, asks again.
// Usage: node authorized.mjs client-2|client-1 MCP_URL ACCOUNT [CLIENT_ID], ACCOUNT as '{"email": …, "password": …}'
// With a CLIENT_ID, the address of a document, the client introduces itself by that; otherwise it registers.

import { createServer } from 'node:http';
import { Person } from './person.mjs';

const [library, mcpUrl, account, clientMetadataUrl] = process.argv.slice(2);

const libraries = {
    'client-2': () => import('@modelcontextprotocol/client'),
    'client-1': async () => ({
        ...(await import('@modelcontextprotocol/sdk/client/index.js')),
        ...(await import('@modelcontextprotocol/sdk/client/streamableHttp.js')),
        ...(await import('@modelcontextprotocol/sdk/client/auth.js')),
    }),
};
const { Client, StreamableHTTPClientTransport, UnauthorizedError, auth } = await libraries[library]();

/** Where the browser brings the answer: any free port. */
const callback = createServer((request, response) => response.end('Back to your program.'));
await new Promise(listening => callback.listen(0, '127.0.0.1', listening));
const redirectUrl = `http://127.0.0.1:${callback.address().port}/callback`;

/** Keeps in memory what a program keeps on disk. */
const kept = {};
const provider = {
    redirectUrl,
    clientMetadataUrl,
    clientMetadata: {
        client_name: `Journey of ${library}`,
        redirect_uris: [redirectUrl],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'none',
    },
    state: () => 'state-of-the-journey',
    clientInformation: () => kept.client,
    saveClientInformation: client => void (kept.client = client),
    tokens: () => kept.tokens,
    saveTokens: tokens => void (kept.tokens = tokens),
    redirectToAuthorization: address => void (kept.address = address),
    saveCodeVerifier: verifier => void (kept.verifier = verifier),
    codeVerifier: () => kept.verifier,
    saveDiscoveryState: state => void (kept.discovery = state),
    discoveryState: () => kept.discovery,
    invalidateCredentials: what => {
        for (const key of what === 'all' ? ['client', 'tokens', 'verifier', 'discovery'] : [what]) {
            delete kept[key];
        }
    },
};

const answers = []; // what the server said to each request for MCP
const listen = async (address, init) => {
    const response = await fetch(address, init);
    if (String(address) === mcpUrl && (init?.method ?? 'GET') === 'POST') {
        answers.push({ status: response.status, challenge: response.headers.get('www-authenticate') });
    }
    return response;
};
const connect = async () => {
    const transport = new StreamableHTTPClientTransport(new URL(mcpUrl), { authProvider: provider, fetch: listen });
    const client = new Client({ name: `journey ${library}`, version: '1.0.0' });
    return { transport, client, opened: client.connect(transport) };
};
const unauthorized = promise =>
    promise.then(
        () => 'no error',
        error => (error instanceof UnauthorizedError ? 'UnauthorizedError' : String(error)),
    );
const query = async client =>
    (await client.callTool({ name: 'query_backlog', arguments: { limit: 2 } })).structuredContent.items.length;

const seen = {};
const person = await Person.at(JSON.parse(account));
try {
    // A first call without a token: the client finds the server, makes itself known, and wants a person.
    const first = await connect();
    seen.first = await unauthorized(first.opened);
    seen.challenge = answers[0];
    seen.asked = Object.fromEntries(kept.address.searchParams);
    seen.consent = await person.answer(kept.address.href);
    const landed = new URL(seen.consent.landed).searchParams;
    seen.state = landed.get('state');
    // The newer library checks who answered; the older takes the code alone.
    await first.transport.finishAuth(...(library === 'client-2' ? [landed] : [landed.get('code')]));
    seen.client = kept.client;
    seen.tokens = { ...kept.tokens };

    const { client, opened } = await connect();
    await opened;
    seen.tools = (await client.listTools()).tools.map(tool => tool.name);
    seen.items = await query(client);

    // A token that ran out is no token: the client renews it without a person.
    kept.tokens = { ...kept.tokens, access_token: `${kept.tokens.access_token.slice(0, -8)}AAAAAAAA` };
    answers.length = 0;
    delete kept.address;
    seen.itemsAfterRenewal = await query(client);
    seen.refusedBeforeRenewal = answers.map(answer => answer.status);
    seen.renewedTokens = { ...kept.tokens };
    seen.askedForRenewal = kept.address?.href ?? null;
    // And on purpose, as a program does that watches the clock.
    seen.refreshed = await auth(provider, { serverUrl: mcpUrl });
    seen.refreshedTokens = { ...kept.tokens };

    seen.disconnected = await person.disconnect(mcpUrl, seen.consent.heading.match(/Allow (.*) to work for you/)[1]);
    answers.length = 0;
    seen.afterDisconnect = await unauthorized(query(client));
    seen.refusedAfterDisconnect = answers.map(answer => answer.status);
    seen.asksAgain = kept.address?.pathname ?? null;

    seen.consentAgain = await person.answer(kept.address.href);
    await client.close();
    const again = new StreamableHTTPClientTransport(new URL(mcpUrl), { authProvider: provider });
    const landedAgain = new URL(seen.consentAgain.landed).searchParams;
    await again.finishAuth(...(library === 'client-2' ? [landedAgain] : [landedAgain.get('code')]));
    const last = await connect();
    await last.opened;
    seen.itemsInTheEnd = await query(last.client);
    await last.client.close();
} finally {
    await person.leave();
    callback.close();
}
console.log(JSON.stringify(seen));
