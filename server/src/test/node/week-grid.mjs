// A person who fills in a week by keyboard alone, loses the server on the way, and tells what they saw.
// Usage: node week-grid.mjs SERVER ACCOUNT, with ACCOUNT as '{"email": …, "password": …}' of somebody who may set up projects

import { Person } from './person.mjs';

const [server, account] = process.argv.slice(2);
const who = JSON.parse(account);
const person = await Person.at(who);
const page = person.page;
const seen = { errors: [] };
page.on('pageerror', error => seen.errors.push(error.message));
page.on('console', message => {
    if (message.text().includes('Content Security Policy')) {
        seen.errors.push(message.text());
    }
});

const cell = (line, day) => page.locator('tr.line').nth(line).locator('input.hours').nth(day);
const told = () => page.locator('#week-live').innerText();
const waitFor = text => page.locator('#week-live').filter({ hasText: text }).waitFor({ state: 'attached' });
const focused = () => page.evaluate(() => document.activeElement.id);

async function setUp() {
    await person.open(new URL('/time/setup', server).href);
    await page.locator('section[aria-labelledby=add-project]').getByLabel('Complete name').fill('Atlas / Mobile');
    await page.getByRole('button', { name: 'Add the project' }).click();
    const assigning = page.locator('details').filter({ hasText: 'Assign somebody to Atlas / Mobile' });
    await assigning.locator('summary').click();
    await assigning.getByLabel('Person').selectOption(who.email);
    await assigning.getByLabel('First day').fill('2026-01-01');
    await assigning.getByRole('button', { name: 'Assign', exact: true }).click();
    await page.getByText('They can log time').waitFor();
}

async function fillIn() {
    await page.goto(new URL('/time/2026-03-02', server).href);
    await page.getByLabel('Project of new line').focus();
    await page.keyboard.type('Atlas');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Login screen');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    seen.firstCell = await focused();
    await page.keyboard.type('2');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('1:30');
    await page.keyboard.press('Tab');
    await page.keyboard.type('45m');
    seen.weekWhileTyping = await page.locator('#week-total').innerText();
    seen.unsaved = await page.locator('#week-unsaved').innerText();
    await page.keyboard.press('Control+s');
    await waitFor('Saved');
    seen.saved = await told();
    seen.afterSave = await focused();
}

async function move() {
    await cell(0, 0).focus();
    await page.keyboard.press('Enter');
    seen.enter = await focused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    seen.upAndRight = await focused();
    await page.keyboard.type('7');
    await page.keyboard.press('Escape');
    seen.escaped = await cell(0, 1).inputValue();
    await page.keyboard.press('?');
    seen.help = await page.locator('#week-keys').evaluate(details => details.open);
}

async function leaveUnsaved() {
    await cell(0, 4).fill('3');
    const asked = page.waitForEvent('dialog');
    page.goto(new URL('/time', server).href).catch(() => {});
    const dialog = await asked;
    seen.leaving = dialog.type();
    await dialog.dismiss();
    seen.stayed = await cell(0, 4).inputValue();
}

async function loseTheServer() {
    await page.context().setOffline(true);
    await page.keyboard.press('Control+s');
    await waitFor('could not be reached');
    seen.offline = await cell(0, 4).inputValue();
    await page.context().setOffline(false);
    // Signed out and in again elsewhere: the page's token is an old one.
    await page.context().clearCookies();
    await page.keyboard.press('Control+s');
    await waitFor('signed out');
    const other = await page.context().newPage();
    await other.goto(new URL('/sign-in', server).href);
    await other.getByLabel('E-mail address').fill(who.email);
    await other.getByLabel('Password').fill(who.password);
    await Promise.all([
        other.waitForURL(url => url.pathname !== '/sign-in'),
        other.getByRole('button', { name: 'Sign in', exact: true }).click(),
    ]);
    await page.bringToFront();
    await page.keyboard.press('Control+s');
    await waitFor('Saved');
    seen.savedAfterAll = await told();
    seen.weekInTheEnd = await page.locator('#week-total').innerText();
}

try {
    await setUp();
    await fillIn();
    await move();
    await leaveUnsaved();
    await loseTheServer();
    console.log(JSON.stringify(seen));
} finally {
    await person.leave();
}
