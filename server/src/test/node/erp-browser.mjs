// A person who signs in on the ERP's page from elsewhere, and tells what they saw.
// Usage: node erp-browser.mjs DEED LINK ACCOUNT ERP, with DEED one of those below, ACCOUNT as '{"email": …, "password": …}' of the
// console and ERP the same of the ERP. With PICTURES in the environment, pictures of the pages go into that folder.

import { Person } from './person.mjs';

const [deed, link, account, erpAccount] = process.argv.slice(2);
const erp = JSON.parse(erpAccount);
const look = JSON.parse(process.env.LOOK ?? '{}');
const person = await Person.at(JSON.parse(account), look);
const page = person.page;
const seen = { errors: [], addresses: [] };
watch(page);

// Where the fields of the test's ERP are, as ErpWithPages has them.
const AT = { email: 80, password: 140, go: 200, provider: 260 };
const LEFT = 100;

function watch(watched) {
    watched.on('pageerror', error => seen.errors.push(error.message));
    watched.on('console', message => {
        if (message.text().includes('Content Security Policy')) {
            seen.errors.push(message.text());
        }
    });
    watched.on('request', request => seen.addresses.push(request.url()));
    watched.on('websocket', socket => seen.addresses.push(socket.url()));
}

async function picture(name) {
    if (process.env.PICTURES) {
        await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` });
    }
}

const told = text => page.locator('#stream-status').filter({ hasText: text }).waitFor();
const live = () => told('Sign in on the page below.');
const colour = (x, y) =>
    page.evaluate(([x, y]) => [...document.getElementById('stream-picture').getContext('2d').getImageData(x, y, 1, 1).data], [x, y]);

async function drawn() {
    await live();
    await page.waitForFunction(() => document.getElementById('stream-picture').width > 1);
}

async function open() {
    await person.open(link);
    seen.question = (await person.question()).text;
    await picture('ask');
    await page.getByRole('button', { name: /^Open the page of/ }).click();
    await drawn();
    seen.address = await page.locator('#stream-address').innerText();
}

async function click(y, options) {
    const box = await page.locator('#stream-picture').boundingBox();
    if (look.hasTouch) {
        await page.touchscreen.tap(box.x + LEFT, box.y + y);
        if (y === AT.email || y === AT.password) {
            await page.waitForFunction(() => document.activeElement.id === 'stream-keys'); // so that a phone shows its keyboard
        }
    } else {
        await page.mouse.click(box.x + LEFT, box.y + y, options);
    }
}

async function fillIn(password) {
    await click(AT.email, { clickCount: 3 });
    await page.keyboard.type(erp.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await picture('live');
    await page.keyboard.press('Enter');
}

async function end() {
    const card = page.locator('#stream-end');
    await card.waitFor();
    seen.end = (await card.innerText()).replaceAll(/\s+/g, ' ');
    seen.left = await page.locator('#stream-picture').evaluate(canvas => [canvas.width, canvas.height]);
    await picture('end');
    await page.reload();
    seen.afterwards = (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ');
    seen.pictures = await page.locator('canvas').count();
    await picture('afterwards');
}

const deeds = {
    async password() {
        await open();
        await fillIn(erp.password);
        await end();
    },

    async wrong() {
        await open();
        const before = (await colour(500, 20)).join();
        await fillIn('not the password');
        await page.waitForFunction(
            before => [...document.getElementById('stream-picture').getContext('2d').getImageData(500, 20, 1, 1).data].join() !== before,
            before,
        );
        await picture('wrong');
        await click(AT.password);
        await page.keyboard.press('Control+a');
        await page.keyboard.type(erp.password);
        await page.keyboard.press('Enter');
        await end();
    },

    async provider() {
        await open();
        await click(AT.provider);
        await told('The page opened this window.');
        seen.popupAddress = await page.locator('#stream-address').innerText();
        await page.waitForFunction(host => document.getElementById('stream-address').textContent !== host, seen.address);
        await picture('popup');
        for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Enter']) {
            await page.keyboard.press(key);
        }
        await end();
    },

    async reload() {
        await open();
        await click(AT.email);
        await page.keyboard.type(erp.email);
        await page.reload();
        await drawn();
        await picture('reloaded');
        await click(AT.password);
        await page.keyboard.insertText(erp.password);
        await click(AT.go);
        await end();
    },

    /** With an input method for one field, and by pasting into the other. */
    async composed() {
        await open();
        await click(AT.email);
        const keyboard = await page.context().newCDPSession(page);
        const [begun, rest] = [erp.email.slice(0, 3), erp.email.slice(3)];
        await keyboard.send('Input.imeSetComposition', { text: 'x', selectionStart: 1, selectionEnd: 1 });
        await keyboard.send('Input.imeSetComposition', { text: begun, selectionStart: 3, selectionEnd: 3 });
        await keyboard.send('Input.insertText', { text: begun });
        await page.keyboard.type(rest);
        await click(AT.password);
        await page.evaluate(text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', text);
            document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        }, erp.password);
        await picture('composed');
        await page.keyboard.press('Enter');
        await end();
    },

    async second() {
        await open();
        const other = await Person.at(JSON.parse(account), look);
        await other.open(link);
        seen.second = (await other.page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ');
        if (process.env.PICTURES) {
            await other.page.screenshot({ path: `${process.env.PICTURES}/second.png` });
        }
        await other.leave();
        await page.getByRole('button', { name: 'Cancel' }).click();
        await page.waitForLoadState();
        seen.afterwards = (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ');
        await picture('cancelled');
    },

    async refused() {
        await person.open(link);
        seen.afterwards = (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ');
        await picture('refused');
    },

    async waiting() {
        await person.open(link);
        await page.getByRole('button', { name: /^Open the page of/ }).click();
        await told('Others are signing in just now.');
        seen.waiting = await page.locator('#stream-status').innerText();
        await picture('waiting');
    },

    async down() {
        await person.open(link);
        await page.getByRole('button', { name: /^Open the page of/ }).click();
        await page.getByRole('button', { name: 'Try again' }).waitFor();
        seen.problem = await page.locator('#stream-status').innerText();
        await picture('down');
    },

    /** Goes away in the middle. */
    async closed() {
        await open();
        await page.close();
    },
};

try {
    await deeds[deed]();
    console.log(JSON.stringify(seen));
} catch (problem) {
    await picture('problem').catch(() => {});
    throw problem;
} finally {
    await person.leave();
}
