// A person who opens the link that an administrator sent, and makes a password.
// Usage: node set-password.mjs LINK ACCOUNT, with ACCOUNT as '{"email": …, "password": …}'

import { Person } from './person.mjs';

const [link, account] = process.argv.slice(2);
const person = await Person.at(JSON.parse(account));
try {
    await person.setPassword(link);
    console.log(JSON.stringify({ opened: new URL(person.page.url()).pathname }));
} finally {
    await person.leave();
}
