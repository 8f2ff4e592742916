// Shows the pictures of a browser on the server, and how far the sign-in in it is.
const part = name => document.getElementById(`stream-${name}`);
const stage = part('stage');
const picture = part('picture');
const canvas = picture.getContext('2d', { alpha: false });

const HEAD_BYTES = 16;
const VERSION = 1;
const POLICY = 1008;
const TAKEN_OVER = 4001;
const PATIENCE_MS = [300, 1000, 2000, 4000, 8000];
const OVER = { done: 'You are signed in', failed: 'You are not signed in', cancelled: 'Cancelled', expired: 'Time is up' };

let socket = null;
let lost = 0;
let over = false;
let typing = false;
let endsAt = null;
let drawing = Promise.resolve();

const input = new PictureInput(picture, part('keys'), send);

function send(message) {
    if (socket?.readyState === WebSocket.OPEN && !over) {
        socket.send(JSON.stringify(message));
    }
}

function room() {
    const box = stage.getBoundingClientRect();
    return { width: Math.max(1, Math.round(box.width)), height: Math.max(1, Math.round(box.height)) };
}

function connect() {
    const address = new URL(`${stage.dataset.path}/stream`, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const { width, height } = room();
    address.search = new URLSearchParams({ width, height });
    const opened = new WebSocket(address);
    socket = opened;
    opened.binaryType = 'arraybuffer';
    opened.onmessage = ({ data }) => {
        if (opened !== socket || over) {
            return;
        }
        lost = 0;
        if (typeof data === 'string') {
            show(JSON.parse(data));
        } else {
            drawing = drawing.then(() => draw(data)).catch(() => {}).then(() => send({ type: 'seen' }));
        }
    };
    opened.onclose = closed => {
        if (opened === socket && !over) {
            closeAndPerhapsReopen(closed);
        }
    };
}

function closeAndPerhapsReopen({ code }) {
    if (code === TAKEN_OVER) {
        clear();
        tell('The sign-in goes on in another window of this browser. You can close this one.');
    } else if (code === POLICY) {
        clear();
        tell('The server did not understand this page. Reload it to go on.');
    } else {
        tell('The connection was lost. Trying again…');
        setTimeout(lost < 2 ? connect : connectIfPageIsThere, PATIENCE_MS[Math.min(lost, PATIENCE_MS.length - 1)]);
        lost++;
    }
}

// Signed out, or opened elsewhere, or over: then the server has another page in the place of this one, which says so.
async function connectIfPageIsThere() {
    try {
        const answer = await fetch(stage.dataset.path, { redirect: 'manual', headers: { Accept: 'text/html' } });
        if (answer.status === 200 || answer.status >= 500) {
            connect();
        } else {
            location.reload();
        }
    } catch {
        closeAndPerhapsReopen({ code: 0 });
    }
}

async function draw(data) {
    const head = new DataView(data, 0, HEAD_BYTES);
    if (head.getUint16(0) !== VERSION) {
        return;
    }
    const size = { width: head.getUint16(8), height: head.getUint16(10) };
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(data, HEAD_BYTES)], { type: 'image/jpeg' }));
    if (!over) {
        if (picture.width !== bitmap.width || picture.height !== bitmap.height) {
            picture.width = bitmap.width;
            picture.height = bitmap.height;
        }
        canvas.drawImage(bitmap, 0, 0);
        input.size = size;
        fit(size);
    }
    bitmap.close();
    new Uint8Array(data).fill(0);
}

function fit({ width, height }) {
    const space = room();
    const scale = Math.min(1, space.width / width, space.height / height);
    picture.style.width = `${Math.round(width * scale)}px`;
    picture.style.height = `${Math.round(height * scale)}px`;
}

function clear() {
    picture.width = picture.height = 1; // erases it, too
    picture.style.width = picture.style.height = '1px';
}

function tell(text) {
    if (part('status').textContent !== text) {
        part('status').textContent = text;
    }
}

function show(status) {
    endsAt = performance.now() + status.secondsLeft * 1000;
    if (OVER[status.state]) {
        end(status);
        return;
    }
    countDown();
    if (status.state !== 'live') {
        clear();
    }
    stage.dataset.state = status.state;
    tell(status.message || (status.popup ? 'The page opened this window. It closes by itself when it is through.' : 'Sign in on the page below.'));
    part('retry').hidden = !status.retry;
    part('popup').hidden = !status.popup;
    if (status.address) {
        const address = new URL(status.address);
        part('address').textContent = address.host;
        part('lock').textContent = address.protocol === 'https:' ? '🔒' : '';
        part('lock').title = address.protocol === 'https:' ? 'The connection to it is encrypted.' : '';
    }
    showTyping(status.typing);
}

// A phone shows its keyboard for a field of its own alone, and best right after a tap.
function showTyping(now) {
    const touched = performance.now() - input.touchedAt < 1500;
    if (now && !typing && touched) {
        input.focus();
    } else if (!now && typing && touched) {
        part('keys').blur();
    }
    typing = now;
}

function end(status) {
    over = true;
    clear();
    document.body.classList.add('over');
    part('end-title').textContent = OVER[status.state];
    part('end-told').textContent = status.message;
    part('end-told').className = { done: 'notice', cancelled: 'lead' }[status.state] ?? 'error';
    part('end-next').textContent =
        status.state === 'done'
            ? `You can close this window and go on in ${stage.dataset.client}.`
            : `To try again, ask ${stage.dataset.client} for a new link.`;
    part('end').hidden = false;
    part('end').focus();
    socket.close(1000);
}

function countDown() {
    if (endsAt !== null && !over) {
        const seconds = Math.max(0, Math.round((endsAt - performance.now()) / 1000));
        part('time').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    }
}

let resizing = null;
new ResizeObserver(() => {
    clearTimeout(resizing);
    resizing = setTimeout(() => send({ type: 'resize', ...room() }), 200);
}).observe(stage);

// The keyboard of a phone takes its room from the page.
function takeRoom() {
    document.body.style.setProperty('--room', `${Math.round(visualViewport.height)}px`);
}
if (window.visualViewport) {
    visualViewport.addEventListener('resize', takeRoom);
    takeRoom();
}

input.afterTouch = () => typing && input.focus();
input.leave = () => part('cancel').focus();
part('keyboard').hidden = !matchMedia('(any-pointer: coarse)').matches;
part('keyboard').addEventListener('click', () => input.focus());
part('retry').addEventListener('click', () => send({ type: 'reload' }));
part('popup').addEventListener('click', () => send({ type: 'close-popup' }));
addEventListener('pagehide', () => clear());
addEventListener('pageshow', event => event.persisted && location.reload());
setInterval(countDown, 500);
connect();
