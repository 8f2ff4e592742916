// The week as a spreadsheet: keys, totals while typing, and saving without leaving the page, so that nothing typed is lost when
// the server cannot be reached. Without this file the same form works by itself.
(() => {
    const NO_TIME = Number.NaN;

    // As the server reads it: 2, 2.5, 2,5, 2:30, 2h 30m, 45m.
    function minutes(typed) {
        const text = typed.trim().toLowerCase();
        let parts;
        let found = NO_TIME;
        if (text === "") {
            found = 0;
        } else if ((parts = /^(\d{1,2}):([0-5]\d)$/.exec(text)) || (parts = /^(\d{1,2})\s*h\s*([0-5]\d)$/.exec(text))) {
            found = Number(parts[1]) * 60 + Number(parts[2]);
        } else if (/^\d{1,2}([.,]\d{1,4})?$/.test(text)) {
            found = hours(text);
        } else if ((parts = /^(?:(\d{1,2}(?:[.,]\d{1,4})?)\s*h)?\s*(?:(\d{1,4})\s*m(?:in)?)?$/.exec(text))) {
            found = (parts[1] ? hours(parts[1]) : 0) + Number(parts[2] ?? 0);
        }
        return found <= 1440 ? found : NO_TIME;
    }

    const hours = (text) => Math.round(Number(text.replace(",", ".")) * 60);
    const clock = (count) => (count === 0 ? "" : `${Math.floor(count / 60)}:${String(count % 60).padStart(2, "0")}`);

    const form = () => document.getElementById("week-form");
    const rows = () => [...(form()?.querySelectorAll("tr.line") ?? [])];
    const cells = (row) => [...row.querySelectorAll("input.hours")];
    const saved = (field) => Number(field.dataset.was ?? 0);

    // --- what is unsaved, and the totals ---

    const isUnsaved = (cell) => minutes(cell.value) !== saved(cell);

    function isRowUnsaved(row) {
        const label = row.querySelector("select[name=label]");
        const item = row.querySelector("input.item");
        const others = row.classList.contains("new")
            ? row.querySelector("textarea").value.trim() !== ""
            : label.value.split(" ")[0] !== label.dataset.was || (item?.value ?? "").trim() !== "";
        return others || cells(row).some(isUnsaved);
    }

    function refresh() {
        if (!form()) {
            return;
        }
        const days = new Array(7).fill(0);
        let count = 0;
        for (const row of rows()) {
            let total = 0;
            cells(row).forEach((cell, day) => {
                const typed = minutes(cell.value);
                const shown = Number.isNaN(typed) ? saved(cell) : typed;
                total += shown;
                days[day] += shown;
                const unsaved = isUnsaved(cell);
                count += unsaved ? 1 : 0;
                cell.parentElement.classList.toggle("unsaved", unsaved);
                cell.classList.toggle("wrong", Number.isNaN(typed));
            });
            row.querySelector(".total").textContent = clock(total);
        }
        for (const cell of form().querySelectorAll("[data-total]")) {
            cell.textContent = clock(days[Number(cell.dataset.total)]);
        }
        document.getElementById("week-total").textContent = clock(days.reduce((sum, day) => sum + day)) || "0:00";
        const others = rows().some(isRowUnsaved);
        document.getElementById("week-unsaved").textContent =
            count > 0 ? `${count} ${count === 1 ? "field" : "fields"} not saved yet` : others ? "Not saved yet" : "";
    }

    const isAnythingUnsaved = () => rows().some(isRowUnsaved);

    // --- saving ---

    // A line that nobody touched is of no interest, and a long week would make a long form.
    function fields(button) {
        const all = new URLSearchParams();
        for (const field of form().querySelectorAll("input, select, textarea")) {
            const row = field.closest("tr.line");
            if (field.name && (!row || row.classList.contains("new") || isRowUnsaved(row))) {
                all.append(field.name, field.value);
            }
        }
        all.append("step", button?.value ?? "save");
        return all;
    }

    async function send(button) {
        const answer = await fetch(form().action, { method: "POST", body: fields(button), headers: { Accept: "text/html" } });
        return { answer, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
    }

    const leadsToSignIn = (answer) => new URL(answer.url).pathname === "/sign-in";

    // A sign-in in between makes the form's token an old one. Tells whether anybody is signed in.
    async function renewToken() {
        const answer = await fetch(form().action, { headers: { Accept: "text/html" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const token = page.querySelector("main input[name=_csrf]");
        if (token) {
            form().querySelector("input[name=_csrf]").value = token.value;
        }
        return !leadsToSignIn(answer);
    }

    let busy = false;

    async function submit(button) {
        if (busy || !form()) {
            return;
        }
        busy = true;
        form().setAttribute("aria-busy", "true");
        say("Saving…");
        try {
            let { answer, page } = await send(button);
            let signedIn = !leadsToSignIn(answer);
            if (answer.status === 403 && !page.getElementById("week")) {
                signedIn = await renewToken();
                if (signedIn) {
                    ({ answer, page } = await send(button));
                }
            }
            const week = page.getElementById("week");
            if (week) {
                show(week);
            } else if (!signedIn) {
                complain("You are signed out. Sign in again in another tab, then save here: what you typed stays.");
            } else {
                complain(page.querySelector("main")?.textContent.replaceAll(/\s+/g, " ").trim() ?? "This was not saved.");
            }
        } catch {
            complain("The server could not be reached, so nothing was saved. What you typed stays: save again later.");
        } finally {
            busy = false;
            form()?.removeAttribute("aria-busy");
        }
    }

    function show(week) {
        const focused = document.activeElement?.id;
        document.getElementById("week").replaceWith(document.adoptNode(week));
        const told = [...week.querySelectorAll("#week-told > *")];
        told.forEach((each) => each.removeAttribute("role")); // said below, once
        say(told.map((each) => each.textContent.trim()).join(" "));
        refresh();
        const field = (focused && document.getElementById(focused)) || week.querySelector("[aria-invalid=true]");
        field?.focus();
    }

    function complain(message) {
        const place = document.getElementById("week-told");
        const text = document.createElement("p");
        text.className = "error";
        text.textContent = message;
        place.replaceChildren(text);
        say(message);
        place.scrollIntoView({ block: "nearest" });
    }

    function say(message) {
        document.getElementById("week-live").textContent = message;
    }

    document.addEventListener("submit", (event) => {
        if (event.target !== form()) {
            return;
        }
        event.preventDefault();
        if (event.submitter?.value === "row") {
            addLine();
        } else {
            submit(event.submitter);
        }
    });

    let added = 0;

    function addLine() {
        const last = rows().at(-1);
        const line = last.cloneNode(true);
        added += 1;
        for (const field of line.querySelectorAll("input, select, textarea")) {
            field.value = "";
            if (field.id) {
                field.id = `n${added}-${field.id}`;
            }
        }
        last.after(line);
        refresh();
        line.querySelector("select").focus();
    }

    // --- keys ---

    function neighbour(cell, down, right) {
        const all = rows();
        const row = cell.closest("tr");
        const to = all[all.indexOf(row) + down];
        return to && cells(to)[cells(row).indexOf(cell) + right];
    }

    const atStart = (cell) => cell.selectionStart === 0 && (cell.selectionEnd === 0 || cell.selectionEnd === cell.value.length);
    const atEnd = (cell) =>
        cell.selectionEnd === cell.value.length && (cell.selectionStart === cell.value.length || cell.selectionStart === 0);

    function moveOf(event, cell) {
        const moves = {
            ArrowUp: () => neighbour(cell, -1, 0),
            ArrowDown: () => neighbour(cell, 1, 0),
            ArrowLeft: () => atStart(cell) && neighbour(cell, 0, -1),
            ArrowRight: () => atEnd(cell) && neighbour(cell, 0, 1),
            Enter: () => neighbour(cell, event.shiftKey ? -1 : 1, 0) ?? cell,
        };
        return moves[event.key]?.();
    }

    document.addEventListener("keydown", (event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && form()) {
            event.preventDefault();
            submit(document.getElementById("week-save"));
            return;
        }
        if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
            return;
        }
        const target = event.target;
        const cell = target.matches?.("input.hours") ? target : null;
        if (event.key === "?" && (cell || !target.matches?.("input, textarea, select"))) {
            const keys = document.getElementById("week-keys");
            if (keys) {
                event.preventDefault();
                keys.open = !keys.open;
                keys.scrollIntoView({ block: "nearest" });
            }
        } else if (cell && event.key === "Escape") {
            cell.value = clock(saved(cell));
            cell.select();
            refresh();
        } else if (cell) {
            const to = moveOf(event, cell);
            if (to) {
                event.preventDefault();
                to.focus();
                to.select();
            }
        }
    });

    document.addEventListener("focusin", (event) => {
        if (event.target.matches?.("input.hours")) {
            event.target.select();
        }
    });

    document.addEventListener("input", (event) => {
        if (event.target.closest?.("#week-form")) {
            refresh();
        }
    });

    window.addEventListener("beforeunload", (event) => {
        if (isAnythingUnsaved()) {
            event.preventDefault();
        }
    });

    document.documentElement.classList.add("week-keys");
    refresh();
})();
