// Passkeys: adding one on the page of the account, signing in with one. The server checks everything; this file only carries
// what the browser and the authenticator say to each other.

const toBytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

async function post(button, path, body) {
    const answer = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json", [button.dataset.csrfHeader]: button.dataset.csrfToken },
        body: JSON.stringify(body ?? {}),
    });
    if (!answer.ok) {
        throw new Error(`The server answered ${answer.status}.`);
    }
    return answer;
}

const withIds = (list) => (list ?? []).map((each) => ({ ...each, id: toBytes(each.id) }));

async function add(button) {
    const options = await (await post(button, "/webauthn/register/options")).json();
    const credential = await navigator.credentials.create({
        publicKey: {
            ...options,
            challenge: toBytes(options.challenge),
            user: { ...options.user, id: toBytes(options.user.id) },
            excludeCredentials: withIds(options.excludeCredentials),
        },
    });
    await post(button, "/webauthn/register", {
        publicKey: {
            credential: {
                id: credential.id,
                rawId: toText(credential.rawId),
                type: credential.type,
                authenticatorAttachment: credential.authenticatorAttachment,
                clientExtensionResults: credential.getClientExtensionResults(),
                response: {
                    attestationObject: toText(credential.response.attestationObject),
                    clientDataJSON: toText(credential.response.clientDataJSON),
                    transports: credential.response.getTransports?.() ?? [],
                },
            },
            label: document.getElementById("passkey-name").value,
        },
    });
    location.reload();
}

async function signIn(button) {
    const options = await (await post(button, "/webauthn/authenticate/options")).json();
    const credential = await navigator.credentials.get({
        publicKey: {
            ...options,
            challenge: toBytes(options.challenge),
            allowCredentials: withIds(options.allowCredentials),
        },
    });
    await post(button, "/login/webauthn", {
        id: credential.id,
        rawId: toText(credential.rawId),
        type: credential.type,
        authenticatorAttachment: credential.authenticatorAttachment,
        clientExtensionResults: credential.getClientExtensionResults(),
        response: {
            authenticatorData: toText(credential.response.authenticatorData),
            clientDataJSON: toText(credential.response.clientDataJSON),
            signature: toText(credential.response.signature),
            userHandle: credential.response.userHandle ? toText(credential.response.userHandle) : undefined,
        },
    });
    location.assign(button.dataset.next);
}

for (const button of document.querySelectorAll("button[data-passkey]")) {
    const message = document.getElementById("passkey-message");
    if (!window.PublicKeyCredential) {
        message.textContent = "This browser makes no passkeys here: it needs https, or localhost.";
        continue;
    }
    button.disabled = false;
    button.addEventListener("click", async () => {
        message.textContent = "";
        try {
            await (button.dataset.passkey === "add" ? add(button) : signIn(button));
        } catch (problem) {
            message.textContent =
                problem.name === "NotAllowedError"
                    ? "Nothing was done: it was cancelled, or took too long."
                    : `That did not work. ${problem.message}`;
        }
    });
}
