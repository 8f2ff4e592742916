// A person at a real browser, the one that CHROMIUM names: signs in, answers what programs ask, and takes it back.

import { chromium } from 'playwright-core';

// None of what a browser does by itself, and no sandbox, which containers do not allow.
const ARGUMENTS = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];

export class Person {
    #browser;
    #page;
    #account;

    /** @param account {email, password} */
    static async at(account, look = {}) {
        const executablePath = process.env.CHROMIUM;
        const browser = await chromium.launch({ executablePath, headless: true, args: ARGUMENTS });
        const page = await (await browser.newContext(look)).newPage();
        page.setDefaultTimeout(20_000);
        return new Person(browser, page, account);
    }

    constructor(browser, page, account) {
        this.#browser = browser;
        this.#page = page;
        this.#account = account;
    }

    get page() {
        return this.#page;
    }

    /** Opens the link that an administrator sent, and makes the account's password. */
    async setPassword(link) {
        await this.#page.goto(link);
        await this.#page.getByLabel('New password').fill(this.#account.password);
        await Promise.all([
            this.#page.waitForURL(address => address.href !== link),
            this.#page.getByRole('button', { name: 'Set the password' }).click(),
        ]);
    }

    /** Opens a page, and signs in first if the server wants that. Tells whether it did. */
    async open(address) {
        await this.#page.goto(address);
        const asked = new URL(this.#page.url()).pathname === '/sign-in';
        if (asked) {
            await this.#page.getByLabel('E-mail address').fill(this.#account.email);
            await this.#page.getByLabel('Password').fill(this.#account.password);
            await Promise.all([
                this.#page.waitForURL(url => url.pathname !== '/sign-in'),
                this.#page.getByRole('button', { name: 'Sign in', exact: true }).click(),
            ]);
        }
        return asked;
    }

    /** What the page that is open asks. */
    async question() {
        const main = this.#page.getByRole('main');
        return {
            heading: (await main.getByRole('heading', { level: 1 }).innerText()).replaceAll(/\s+/g, ' '),
            text: (await main.innerText()).replaceAll(/\s+/g, ' '),
            warnings: await main.getByRole('note').allInnerTexts(),
            scopes: await main.getByRole('checkbox').evaluateAll(boxes => boxes.map(box => box.value)),
            places: await main.getByRole('radio').evaluateAll(choices => choices.map(choice => choice.value)),
        };
    }

    /** Opens the address that a program asks to be opened, says yes or no, and tells all that was seen on the way. */
    async answer(address, button = 'Allow') {
        const signedIn = await this.open(address);
        const question = await this.question();
        const here = new URL(address).origin;
        await Promise.all([
            this.#page.waitForURL(url => url.origin !== here),
            this.#page.getByRole('button', { name: button, exact: true }).click(),
        ]);
        return { signedIn, ...question, landed: this.#page.url() };
    }

    /** Takes back what a program was allowed. */
    async disconnect(server, program) {
        await this.open(new URL('/integrations/apps', server).href);
        await this.#page.getByRole('button', { name: `Disconnect ${program}`, exact: true }).click();
        await this.#page.getByRole('status').waitFor();
        return this.#page.getByRole('status').innerText();
    }

    async leave() {
        await this.#browser.close();
    }
}
