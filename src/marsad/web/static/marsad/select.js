// Words that somebody selects in a report's text: where they begin in code points, and for which field they stand.
"use strict";

const bar = document.getElementById("selected");
const text = document.querySelector("[data-select]");
let selected = null;

// The text as stored: without the numbers of claims, which are not of it; a control shown by its name is one sign.
const stored = (root) => {
  let words = "";
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) words += node.data;
    else if (node.matches && node.matches("a.number")) return;
    else if (node.matches && node.matches(".hidden")) words += String.fromCodePoint(parseInt(node.textContent.slice(2), 16));
    else node.childNodes.forEach(walk);
  };
  root.childNodes.forEach(walk);
  return words;
};

const read = () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = stored(range.cloneContents());
  const trimmed = words.trim();
  if (!trimmed) return null;
  const lead = words.length - words.trimStart().length;
  return { words: trimmed, start: [...stored(before.cloneContents())].length + [...words.slice(0, lead)].length };
};

if (bar && text) {
  const show = () => {
    const found = read();
    if (!found) return;
    selected = found;
    bar.querySelector("q").textContent = found.words;
    bar.querySelector(".uses").hidden = !document.getElementById("pen-form");
    bar.hidden = false;
  };
  document.addEventListener("mouseup", () => setTimeout(show));
  document.addEventListener("touchend", () => setTimeout(show));
  document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") show(); });

  bar.querySelector(".closes").addEventListener("click", () => { bar.hidden = true; });
  bar.querySelector(".adds").addEventListener("click", () => {
    const asked = new URLSearchParams({ quote: selected.words, start: selected.start, next: location.pathname });
    location.assign(`${text.dataset.select}?${asked}`);
  });
  for (const button of bar.querySelectorAll("[data-use]")) {
    button.addEventListener("click", () => use(button.dataset.use));
  }
}

const use = async (slot) => {
  const pen = document.getElementById("pen");
  const field = pen.querySelector(`[data-slot="${slot}"]`);
  if (!field) return;
  bar.hidden = true;
  let value = selected.words;
  if (slot === "quote") {
    pen.querySelector("[name=start]").value = selected.start; // of a claim that is added
  } else {
    const asked = new URLSearchParams({ slot, words: selected.words });
    const answer = await fetch(`${pen.dataset.understood}?${asked}`, { credentials: "same-origin" });
    if (answer.ok) value = (await answer.json()).value;
  }
  field.value = value;
  const at = pen.querySelector(`[name="at-${slot}"]`);
  if (at) {
    at.value = `${selected.start}-${selected.start + [...selected.words].length}`;
    field.addEventListener("input", () => { at.value = ""; }, { once: true }); // other words than those selected
  }
  field.focus();
};
