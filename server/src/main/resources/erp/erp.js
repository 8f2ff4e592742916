// The embedded ERP's page: signs in by password or in a window of the provider, and keeps the token where an ERP's page keeps it.

const part = (id) => document.getElementById(id);
const problem = part("problem");

function show() {
    const signedIn = Boolean(localStorage.getItem("token"));
    part("signed-in").hidden = !signedIn;
    part("signed-out").hidden = signedIn;
    part("who").textContent = localStorage.getItem("username") ?? "";
}

function say(words) {
    problem.textContent = words;
    problem.hidden = !words;
}

/** In our own words where the ERP has none for people. */
function words(answer, body) {
    if (answer.status === 429) {
        return `Too many attempts failed. Try again in ${answer.headers.get("Retry-After") ?? "some"} seconds.`;
    }
    return body.detail ?? body.error ?? "The ERP did not answer as expected. Try again.";
}

async function signIn(form) {
    const given = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    const answer = await fetch("/api/v1/core/login/", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(given),
    });
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok) {
        if (body.code === "invalid") {
            part("company").hidden = false; // it is told that there are several
        }
        say(words(answer, body));
        return;
    }
    form.reset();
    say("");
    localStorage.setItem("username", body.email);
    localStorage.setItem("token", body.token);
    show();
}

part("by-password").addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.target.querySelector("button");
    button.disabled = true;
    try {
        await signIn(event.target);
    } catch {
        say("The ERP could not be reached. Try again.");
    } finally {
        button.disabled = false;
    }
});

part("by-provider")?.addEventListener("submit", () => {
    say("");
    window.open("about:blank", "erp-provider", "popup,width=520,height=680");
});

part("sign-out").addEventListener("click", () => {
    localStorage.removeItem("token");
    localStorage.removeItem("username");
    show();
});

// The window of the provider has put the token there.
window.addEventListener("storage", show);

show();
