// Turns what somebody does at the picture of a page into messages, in their order. What they type is kept nowhere here.
class PictureInput {
    static #ALT = 1;
    static #CONTROL = 2;
    static #SHIFT = 8;
    static #LONGEST_TEXT = 4096;
    // Something to delete, or keyboards on glass would not say that somebody deletes.
    static #SENTINEL = ' ';
    static #NAMED = new Set([
        'Enter', 'Tab', 'Escape', 'Backspace', 'Delete', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown',
        'Home', 'End', 'PageUp', 'PageDown', 'Insert',
    ]);
    // With Control or Command; all others stay with the browser, so that people can reload, paste, or leave.
    static #COMMANDS = new Set(['a', 'z', 'y', 'Backspace', 'Delete', 'Enter', 'Home', 'End', 'ArrowLeft', 'ArrowRight']);

    #send;
    #picture;
    #keys;
    #size = { width: 1, height: 1 };
    #pressed = false;
    #down = new Map();
    #composing = false;
    #move = null;
    #scroll = null;
    #scheduled = false;
    #mac = /^(Mac|iP)/.test(navigator.platform);
    /** When the glass was touched last, in milliseconds as events count them. */
    touchedAt = -Infinity;
    /** What a tap is followed by. */
    afterTouch = () => {};
    /** Where the focus goes when somebody leaves the picture. */
    leave = () => {};

    constructor(picture, keys, send) {
        this.#picture = picture;
        this.#keys = keys;
        this.#send = send;
        this.#refill();
        this.#listenToMouse();
        this.#listenToTouch();
        this.#listenToKeys();
    }

    /** How large the page is whose picture is shown, in its own pixels. */
    set size(size) {
        this.#size = size;
    }

    focus() {
        this.#keys.focus({ preventScroll: true });
    }

    #place(point) {
        const box = this.#picture.getBoundingClientRect();
        const within = (value, most) => Math.min(Math.max(Math.round(value * 10) / 10, 0), most);
        return {
            x: within(((point.clientX - box.left) * this.#size.width) / Math.max(box.width, 1), this.#size.width - 1),
            y: within(((point.clientY - box.top) * this.#size.height) / Math.max(box.height, 1), this.#size.height - 1),
        };
    }

    #modifiers(event) {
        return (
            (event.altKey ? PictureInput.#ALT : 0) +
            (event.ctrlKey || (this.#mac && event.metaKey) ? PictureInput.#CONTROL : 0) +
            (event.shiftKey ? PictureInput.#SHIFT : 0)
        );
    }

    // Pointers tell of more places than pictures show: one of each kind per frame is enough.
    #later() {
        if (!this.#scheduled) {
            this.#scheduled = true;
            requestAnimationFrame(() => this.#flush());
        }
    }

    #flush() {
        this.#scheduled = false;
        const [move, scroll] = [this.#move, this.#scroll];
        this.#move = this.#scroll = null;
        if (move) {
            this.#send(move);
        }
        if (scroll) {
            this.#send(scroll);
        }
    }

    #now(message) {
        this.#flush();
        this.#send(message);
    }

    #listenToMouse() {
        const mouse = (kind, event) => ({
            type: 'mouse',
            kind,
            ...this.#place(event),
            pressed: this.#pressed,
            clicks: kind === 'move' ? 0 : Math.min(Math.max(event.detail, 1), 3),
            modifiers: this.#modifiers(event),
        });
        this.#picture.addEventListener('mousedown', event => {
            event.preventDefault();
            this.focus();
            if (event.button === 0) {
                this.#pressed = true;
                this.#now(mouse('start', event));
            }
        });
        addEventListener('mousemove', event => {
            if (this.#pressed || event.target === this.#picture) {
                this.#move = mouse('move', event);
                this.#later();
            }
        });
        addEventListener('mouseup', event => {
            if (this.#pressed && event.button === 0) {
                this.#pressed = false;
                this.#now(mouse('end', event));
            }
        });
        this.#picture.addEventListener('contextmenu', event => event.preventDefault());
        this.#picture.addEventListener(
            'wheel',
            event => {
                event.preventDefault();
                const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? this.#size.height : 1;
                const limit = value => Math.min(Math.max(value, -9999), 9999);
                this.#scroll = {
                    type: 'wheel',
                    ...this.#place(event),
                    deltaX: limit((this.#scroll?.deltaX ?? 0) + event.deltaX * unit),
                    deltaY: limit((this.#scroll?.deltaY ?? 0) + event.deltaY * unit),
                    modifiers: 0,
                };
                this.#later();
            },
            { passive: false },
        );
    }

    #listenToTouch() {
        const touch = (kind, event) => ({
            type: 'touch',
            kind,
            // Ids of some systems are large; the page needs only to tell fingers apart.
            points: [...event.targetTouches]
                .slice(0, 10)
                .map(finger => ({ id: Math.abs(finger.identifier) % 1000, ...this.#place(finger) })),
        });
        const listen = (name, kind, after) =>
            this.#picture.addEventListener(
                name,
                event => {
                    event.preventDefault(); // no mouse besides, and no scrolling of our own page
                    this.touchedAt = event.timeStamp;
                    const message = touch(kind, event);
                    if (kind === 'move') {
                        this.#move = message;
                        this.#later();
                    } else {
                        this.#now(kind === 'cancel' ? { ...message, points: [] } : message);
                    }
                    after?.();
                },
                { passive: false },
            );
        listen('touchstart', 'start');
        listen('touchmove', 'move');
        listen('touchend', 'end', () => this.afterTouch());
        listen('touchcancel', 'cancel');
    }

    #listenToKeys() {
        const keys = this.#keys;
        keys.addEventListener('keydown', event => this.#keyDown(event));
        keys.addEventListener('keyup', event => this.#keyUp(event.code));
        keys.addEventListener('blur', () => [...this.#down.keys()].forEach(code => this.#keyUp(code)));
        keys.addEventListener('compositionstart', () => (this.#composing = true));
        keys.addEventListener('compositionupdate', event => this.#compose(event.data ?? ''));
        keys.addEventListener('compositionend', event => {
            this.#composing = false;
            if (event.data) {
                this.#text(event.data);
            } else {
                this.#compose('');
            }
            this.#refill();
        });
        keys.addEventListener('beforeinput', event => this.#beforeInput(event));
        keys.addEventListener('input', () => this.#refill());
        keys.addEventListener('paste', event => {
            event.preventDefault();
            this.#text(event.clipboardData.getData('text/plain'));
        });
        for (const name of ['copy', 'cut', 'drop']) {
            keys.addEventListener(name, event => event.preventDefault());
        }
    }

    #keyDown(event) {
        if (event.key === 'F6') {
            event.preventDefault();
            this.leave();
            return;
        }
        const written = [...event.key].length === 1;
        if (event.isComposing || event.keyCode === 229 || !(written || PictureInput.#NAMED.has(event.key))) {
            return; // an input method goes on with it, or it is the browser's
        }
        // With these some keyboards reach characters; then they are part of the character.
        const third = written && (event.getModifierState('AltGraph') || (this.#mac && event.altKey && !event.metaKey));
        const command = !third && (event.ctrlKey || event.metaKey);
        if (command && !PictureInput.#COMMANDS.has(written ? event.key.toLowerCase() : event.key)) {
            return;
        }
        if (!third && !command && event.altKey) {
            return;
        }
        event.preventDefault();
        const message = {
            type: 'key',
            key: event.key,
            code: event.code.slice(0, 32),
            keyCode: Math.min(event.keyCode, 255),
            modifiers: third ? 0 : this.#modifiers(event),
        };
        this.#down.set(event.code, message);
        const text = command ? null : written ? event.key : event.key === 'Enter' ? '\r' : null;
        this.#now({ ...message, down: true, text, repeat: event.repeat });
    }

    #keyUp(code) {
        const message = this.#down.get(code);
        if (message) {
            this.#down.delete(code);
            this.#now({ ...message, down: false, text: null, repeat: false });
        }
    }

    // What keyboards on glass do without telling of keys.
    #beforeInput(event) {
        if (this.#composing || event.inputType === 'insertCompositionText') {
            return;
        }
        event.preventDefault();
        switch (event.inputType) {
            case 'insertText':
                this.#text(event.data ?? '');
                break;
            case 'insertLineBreak':
            case 'insertParagraph':
                this.#press('Enter', 13, '\r');
                break;
            case 'deleteContentBackward':
            case 'deleteWordBackward':
                this.#press('Backspace', 8, null);
                break;
        }
    }

    #press(key, keyCode, text) {
        const message = { type: 'key', key, code: key, keyCode, modifiers: 0, repeat: false };
        this.#now({ ...message, down: true, text });
        this.#now({ ...message, down: false, text: null });
    }

    #text(text) {
        if (text) {
            this.#now({ type: 'text', text: text.slice(0, PictureInput.#LONGEST_TEXT) });
        }
    }

    #compose(given) {
        const text = given.slice(0, PictureInput.#LONGEST_TEXT);
        this.#now({ type: 'composition', text, selectionStart: text.length, selectionEnd: text.length });
    }

    #refill() {
        if (!this.#composing) {
            this.#keys.value = PictureInput.#SENTINEL;
            this.#keys.setSelectionRange(1, 1);
        }
    }
}
