// The review by keyboard: every control with data-key answers its key; what a decision would change takes the focus.
"use strict";

const KEYS_OFF = "marsad-keys-off";
const keysOn = () => localStorage.getItem(KEYS_OFF) === null;

const writes = (where) => where.closest && where.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

// Keys by their place on the keyboard, so that they work while it writes Arabic.
const keyOf = (event) => {
  if (event.key === "?" || event.key === "؟") return "?";
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (writes(event.target) || document.querySelector("dialog[open]")) return;
  const key = keyOf(event);
  if (!key || (key !== "?" && (event.shiftKey || !keysOn()))) return;
  const control = document.querySelector(`[data-key~="${key}"]`);
  if (!control) return;
  event.preventDefault();
  control.click();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
  const cancel = event.target.closest("[data-cancel]");
  const panel = cancel && cancel.closest("#decide");
  if (panel && document.querySelector(".actions, #pen-form")) {
    event.preventDefault();
    const empty = document.createElement("div");
    empty.id = "decide";
    panel.replaceWith(empty);
  }
});

const box = document.getElementById("keys-on");
if (box) {
  box.checked = keysOn();
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(KEYS_OFF) : localStorage.setItem(KEYS_OFF, "1")));
}

// Answers that say no hold the sentence and the form with all that was written: they are shown like the others.
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([400, 404, 409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  const panel = document.getElementById(event.detail.target.id) || event.detail.elt;
  if (!panel || !["decide", "pen"].includes(panel.id)) return;
  const first = panel.querySelector("[data-save]") || panel;
  first.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
});

const chosen = document.querySelector(".queue a[aria-current]");
if (chosen) chosen.scrollIntoView({ block: "nearest" });
