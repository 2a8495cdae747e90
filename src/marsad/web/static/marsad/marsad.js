// What the pages need besides htmx: menus that close, choices that submit by themselves, claims that answer each other.
"use strict";

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A slider beside a list of days: it moves the list's choice and submits when it is let go.
for (const slider of document.querySelectorAll("input[type=range][data-for]")) {
  const list = document.getElementById(slider.dataset.for);
  if (!list) continue;
  slider.hidden = false;
  const say = () => {
    list.selectedIndex = Number(slider.value);
    slider.setAttribute("aria-valuetext", list.options[list.selectedIndex].text);
  };
  slider.value = String(list.selectedIndex);
  say();
  slider.addEventListener("input", say);
  slider.addEventListener("change", () => list.form.requestSubmit());
  list.addEventListener("change", () => list.form.requestSubmit());
}

// A claim in the text and its card beside it light up together.
const light = (name, on) => {
  for (const one of document.querySelectorAll(`[data-claim~="${name}"]`)) one.classList.toggle("lit", on);
};
for (const [begin, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(begin, (event) => {
    const found = event.target.closest && event.target.closest("[data-claim]");
    if (found) for (const name of found.dataset.claim.split(" ")) light(name, on);
  });
}
