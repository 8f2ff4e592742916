// Takes what the provider put into the address out of it, hands it to the server, and goes where that says. Nothing of it stays in
// the history of the browser.

const told = document.getElementById("told");

function say(words) {
    document.getElementById("title").textContent = "You are not signed in";
    told.textContent = words;
    told.className = "error";
    told.setAttribute("role", "alert");
}

function takeOutOfAddress() {
    const answer = new URLSearchParams(location.hash.length > 1 ? location.hash.slice(1) : location.search);
    history.replaceState(null, "", location.pathname);
    return answer;
}

async function read(answer) {
    try {
        return await answer.json();
    } catch {
        return {};
    }
}

/** As the page of any ERP does: the provider's token for one of the ERP, which stays in this browser. */
async function enterErp(accessToken) {
    const answer = await fetch("/api/v1/core/google-login/", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ platform: "google", access_token: accessToken }),
    });
    const body = await read(answer);
    if (!answer.ok || !body.token) {
        say(body.detail ?? body.error ?? "The ERP did not answer as expected. Close this window and try again.");
        return;
    }
    localStorage.setItem("username", body.email);
    localStorage.setItem("token", body.token); // the last: the page that opened this window waits for it
    document.getElementById("title").textContent = "You are signed in";
    told.textContent = "You can close this window.";
    window.close();
}

async function handIn() {
    const headers = told.dataset.csrfHeader ? { [told.dataset.csrfHeader]: told.dataset.csrfToken } : {};
    const answer = await fetch(told.dataset.store, { method: "POST", headers, body: takeOutOfAddress() });
    const body = await read(answer);
    if (body.next) {
        location.replace(body.next);
    } else if (body.access_token) {
        await enterErp(body.access_token);
    } else {
        say(body.problem ?? "The sign-in did not work. Open your link again, or ask for another.");
    }
}

handIn().catch(() => say("The server could not be reached. Ask for the sign-in again."));
