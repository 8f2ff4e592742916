// A browser for programs that open one by themselves, with a person at it who allows what is asked. Prints what the person saw,
// and appends it to a file, a line for each time.
// Usage: node allow.mjs ADDRESS ACCOUNT [FILE], with ACCOUNT as '{"email": …, "password": …}'

import { appendFileSync } from 'node:fs';
import { Person } from './person.mjs';

const [address, account, file] = process.argv.slice(2);
const tell = seen => {
    console.log(JSON.stringify(seen));
    if (file) {
        appendFileSync(file, `${JSON.stringify(seen)}\n`);
    }
};
const person = await Person.at(JSON.parse(account));
try {
    tell(await person.answer(address));
} catch (error) {
    tell({ fault: String(error), page: await person.page.content() });
    throw error;
} finally {
    await person.leave();
}
