// A client of the project-logs REST API, written from its contract alone. It shares no code with the server and needs nothing
// but Node. It signs in, reads, saves, meets a conflict, completes and reopens, and prints what it saw as JSON.
//
// node project-logs-client.mjs BASE_URL EMAIL PASSWORD MONDAY

import process from 'node:process';

const [, , baseUrl, email, password, monday] = process.argv;
const base = baseUrl.replace(/\/+$/, '') + '/';
const seen = {};

function check(condition, message) {
    if (!condition) {
        throw new Error(message);
    }
}

async function call(method, path, { token, body, expect = [200] } = {}) {
    const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
    if (token) {
        headers.Authorization = `Token ${token}`;
    }
    const response = await fetch(base + path, {
        method,
        headers,
        redirect: 'manual',
        body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    let value;
    try {
        value = text === '' ? null : JSON.parse(text);
    } catch {
        throw new Error(`${method} ${path} answered ${response.status} with no JSON: ${text.slice(0, 200)}`);
    }
    check(expect.includes(response.status), `${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
    if (response.status >= 400) {
        const words = value.error ?? value.detail;
        check(typeof words === 'string' && words !== '', `${response.status} without words: ${text}`);
    }
    return { status: response.status, value, headers: response.headers };
}

function dayAfter(date, days) {
    const moved = new Date(`${date}T00:00:00Z`);
    moved.setUTCDate(moved.getUTCDate() + days);
    return moved.toISOString().slice(0, 10);
}

/** The week log of a Monday, from the list of the Monday's year: dates are compared as text. */
async function findWeekId(token, date) {
    const { value: weeks } = await call('GET', `project-logs/person/list/?year=${Number(date.slice(0, 4))}`, { token });
    check(Array.isArray(weeks), 'the list is no array');
    const found = weeks.find((week) => week.week_starting === date);
    check(found, `there is no week ${date}`);
    check(Number.isInteger(found.id) && found.id >= 1 && found.id < 2 ** 31, `the id ${found.id} is odd`);
    return found.id;
}

async function readWeek(token, id) {
    const { value: week } = await call('GET', `project-logs/person/get/${id}/`, { token });
    for (const project of week.projects) {
        check(project.tasks !== null, 'tasks are null');
        for (const task of project.tasks) {
            check(task.description !== null && task.days !== null, 'a task has nulls');
            for (const day of task.days) {
                for (const key of ['hours', 'minutes']) {
                    check(typeof day[key] === 'number', `${key} is ${day[key]}`);
                }
                check(Number.isFinite(Number(day.decimal_hours)), 'decimal_hours is no number');
                check(/^\d{4}-\d{2}-\d{2}$/.test(day.date), `the date is ${day.date}`);
            }
        }
    }
    check(week.modified_at, 'modified_at is missing');
    return week;
}

/** Projects are matched by name: the ERP does not tell which active project one of a week is. */
function projectOf(week, name) {
    const found = week.projects.filter((project) => project.team === name || project.subteam === name);
    check(found.length === 1, `${found.length} projects are called ${name}`);
    return found[0];
}

function put(week, name, description, date, minutes, label) {
    const project = projectOf(week, name);
    let task = project.tasks.find((each) => each.description.trim().toLowerCase() === description.trim().toLowerCase());
    if (!task) {
        task = { description, days: [] };
        project.tasks.push(task);
    }
    const time = {
        hours: Math.floor(minutes / 60),
        minutes: minutes % 60,
        decimal_hours: Math.round((minutes / 60) * 100) / 100,
        label,
    };
    const day = task.days.find((each) => each.date === date);
    if (day) {
        Object.assign(day, time);
    } else {
        task.days.push({ date, ...time });
    }
}

function minutesOn(week, date) {
    return week.projects
        .flatMap((project) => project.tasks)
        .flatMap((task) => task.days)
        .filter((day) => day.date === date)
        .reduce((sum, day) => sum + day.hours * 60 + day.minutes, 0);
}

const save = (token, week, expect) =>
    call('PATCH', `project-logs/person/person-week-log/save/${week.id}/`, { token, body: week, expect });
const complete = (token, id, draft) =>
    call('PATCH', `project-logs/person/person-week-log/complete/${id}/`, { token, body: { save_draft: draft } });

async function main() {
    await call('GET', 'core/person/', { expect: [401] });
    await call('GET', 'core/person/', { token: 'abcdefghij0123456789', expect: [401] });
    await call('POST', 'core/login/', { body: { email, password: `${password}!` }, expect: [400, 401] });
    const { value: signedIn } = await call('POST', 'core/login/', { body: { email, password } });
    const token = signedIn.token ?? signedIn.auth_token;
    check(/^[a-zA-Z0-9_.-]{10,512}$/.test(token), 'the token has other characters than tokens have');
    const { value: me } = await call('GET', 'core/person/', { token });
    seen.email = me.email;

    const { value: projects } = await call('GET', 'project-logs/person/active_project_list/', { token });
    check(Array.isArray(projects) && projects.length > 0, 'there are no active projects');
    seen.projects = projects.map((project) => project.team || project.subteam);
    const project = 'Atlas / Mobile';
    const projectId = projects.find((each) => each.team === project)?.id;
    check(projectId, `${project} is not active`);
    const { value: labels } = await call('GET', 'project-logs/log_labels/', { token });
    check(labels.some((label) => label.id === 66), 'the default label is missing');

    const id = await findWeekId(token, monday);
    const first = await readWeek(token, id);
    const rival = structuredClone(first);
    put(first, project, 'Written in Node', monday, 450, 66);
    await save(token, first);
    put(rival, project, 'Written by somebody else', dayAfter(monday, 1), 60, 66);
    const { value: conflict } = await save(token, rival, [409]);
    seen.conflict = conflict.code;

    // What to do then: read again, repeat the own change, save.
    const second = await readWeek(token, id);
    put(second, project, 'Written by somebody else', dayAfter(monday, 1), 60, 66);
    const { value: saved } = await save(token, second);
    check(minutesOn(saved, monday) === 450, 'the first entry is lost');
    check(minutesOn(saved, dayAfter(monday, 1)) === 60, 'the second entry is lost');

    const unchanged = await readWeek(token, id);
    await save(token, unchanged);
    const third = await readWeek(token, id);
    check(third.modified_at === unchanged.modified_at, 'a document that was sent back as it was has changed the week');

    // Deletion: the date is missing; when it was the only one, the task is missing.
    const own = projectOf(third, project);
    own.tasks = own.tasks.filter((task) => task.description !== 'Written by somebody else');
    await save(token, third);
    const fourth = await readWeek(token, id);
    check(minutesOn(fourth, dayAfter(monday, 1)) === 0, 'the entry is still there');

    await call('POST', 'project-logs/person/person-week-log-from-slack/', {
        token,
        body: {
            logs: [
                {
                    date: dayAfter(monday, 2),
                    time_spent: '02:30',
                    description: 'Written as from Slack',
                    subteam: projectId,
                    label_id: 66,
                },
            ],
        },
        expect: [200, 201],
    });
    check(minutesOn(await readWeek(token, id), dayAfter(monday, 2)) === 150, 'the entry from Slack is missing');

    const { value: refused } = await call('POST', 'project-logs/person/person-week-log-from-slack/', {
        token,
        body: { logs: [{ date: '2001-01-01', time_spent: '01:00', description: 'x', subteam: projectId }] },
        expect: [400],
    });
    seen.noProject = refused.code;

    await complete(token, id, false);
    const locked = await readWeek(token, id);
    check(locked.is_completed === true, 'the week is not completed');
    put(locked, project, 'Too late', monday, 30, 66);
    seen.locked = (await save(token, locked, [409])).value.code;
    await complete(token, id, true);
    const opened = await readWeek(token, id);
    check(opened.is_completed === false, 'the week is not open again');
    put(opened, project, 'In time', dayAfter(monday, 3), 30, 66);
    await save(token, opened);

    const { value: month } = await call(
        'GET',
        `project-logs/person/month-list/?year=${Number(monday.slice(0, 4))}&month=${Number(monday.slice(5, 7))}`,
        { token },
    );
    const found = month.filter((week) => week.id === id);
    check(found.length === 1, `the month has the week ${found.length} times`);
    seen.minutes = found[0].total_minutes;

    const { value: envelope } = await call(
        'GET',
        `project-logs/person/list?year=${Number(monday.slice(0, 4))}&shape=envelope`,
        { token },
    );
    seen.months = envelope.person_week_logs.length;
    check(
        envelope.person_week_logs.flatMap((each) => each.months_log).some((week) => week.id === id),
        'the list by month lacks the week',
    );
    await call('GET', 'project-logs/person/get/999999/', { token, expect: [404] });
    const { headers } = await call('PUT', 'project-logs/person/list/', { token, body: {}, expect: [405] });
    seen.allow = headers.get('allow');
    process.stdout.write(`${JSON.stringify(seen)}\n`);
}

main().catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
});
