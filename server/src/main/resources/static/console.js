// Copies what a button names with data-copy. Without this file (or without a secure origin) the text can be selected by hand.
document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    const source = button && document.getElementById(button.dataset.copy);
    if (!source) {
        return;
    }
    const label = button.dataset.label ?? (button.dataset.label = button.textContent);
    try {
        await navigator.clipboard.writeText(source.textContent);
        button.textContent = "Copied";
    } catch {
        getSelection().selectAllChildren(source);
        button.textContent = "Selected: copy it now";
    }
    setTimeout(() => (button.textContent = label), 3000);
});

if (navigator.clipboard) {
    document.documentElement.classList.add("can-copy");
}
