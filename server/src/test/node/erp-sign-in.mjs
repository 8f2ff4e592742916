// A person who signs in to the ERP in a browser, and tells what they saw.
// Usage: node erp-sign-in.mjs link LINK, to go through the provider
//        node erp-sign-in.mjs page ADDRESS ACCOUNT, on the embedded ERP's own page, by password and in the provider's window

import { Person } from './person.mjs';

const [what, address, account] = process.argv.slice(2);
const who = JSON.parse(account ?? '{}');
const person = await Person.at(who);
const page = person.page;
const seen = { errors: [], addresses: [] };

function watch(each) {
    each.on('pageerror', error => seen.errors.push(error.message));
    each.on('console', message => {
        if (message.text().includes('Content Security Policy')) {
            seen.errors.push(message.text());
        }
    });
}

const heading = each => each.getByRole('heading', { level: 1 }).innerText();
const main = async each => (await each.getByRole('main').innerText()).replaceAll(/\s+/g, ' ');
const kept = name => page.evaluate(key => localStorage.getItem(key), name);

async function throughProvider() {
    await page.goto(address);
    seen.asked = await main(page);
    await page.getByRole('button', { name: 'Continue with localhost' }).click();
    await page.getByRole('heading', { name: 'Stub accounts' }).waitFor();
    await page.getByRole('button', { name: /^Continue as/ }).click();
    await page.getByRole('heading', { name: 'You are signed in' }).waitFor();
    seen.told = await main(page);
    seen.end = page.url();
    seen.history = await page.evaluate(() => performance.getEntriesByType('navigation').map(each => each.name));
}

async function onPage() {
    await page.goto(address);
    await page.getByLabel('E-mail address').fill(who.email);
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    seen.wrong = await page.getByRole('alert').innerText();
    seen.nothing = await kept('token');
    await page.getByLabel('Password').fill(who.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    seen.byPassword = await page.getByRole('status').innerText();
    seen.passwordToken = await kept('token');
    seen.username = await kept('username');

    await page.getByRole('button', { name: 'Sign out here' }).click();
    seen.afterSignOut = await kept('token');
    const opening = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Continue with localhost' }).click();
    const popup = await opening;
    watch(popup);
    popup.on('framenavigated', frame => seen.addresses.push(frame.url()));
    const closing = popup.waitForEvent('close');
    await popup.getByRole('button', { name: /^Continue as/ }).click();
    await closing;
    seen.byProvider = await page.getByRole('status').innerText();
    seen.providerToken = await kept('token');
    await page.reload();
    seen.afterReload = await page.getByRole('status').innerText();
    seen.heading = await heading(page);
}

try {
    watch(page);
    await (what === 'link' ? throughProvider() : onPage());
    console.log(JSON.stringify(seen));
} finally {
    await person.leave();
}
