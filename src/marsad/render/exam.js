"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const filter = $("filter"), at = $("at");
  const articles = [...document.querySelectorAll("article")];
  let list = [], place = -1, lit = [];

  document.querySelector(".bar").hidden = false;

  const has = (node, kind) => node.dataset.kinds.split(" ").includes(kind);

  /* What is shown: all, reports with errors, or those with errors of one kind; its errors are what n and p go through. */
  const show = () => {
    const kind = filter.value, one = kind && kind !== "*";
    list = [];
    for (const article of articles) {
      article.hidden = one ? !has(article, kind) : kind === "*" && !article.dataset.kinds;
      for (const card of article.querySelectorAll(".card")) {
        const wanted = one ? has(card, kind) : Boolean(card.dataset.kinds);
        card.classList.toggle("other", Boolean(one) && !wanted);
        if (wanted && !article.hidden) list.push(card);
      }
    }
    place = -1;
    tell();
  };
  const tell = () => { at.value = list.length ? `${place < 0 ? "–" : place + 1} / ${list.length}` : ""; };

  const go = (step) => {
    if (!list.length) return;
    place = place < 0 ? (step > 0 ? 0 : list.length - 1) : (place + step + list.length) % list.length;
    list[place].focus({ preventScroll: true });
    list[place].scrollIntoView({ block: "center" });
    tell();
  };

  /* Light up the words of a card, or of one slot of it, and bring them into sight in the text beside it. */
  const dark = () => { for (const node of lit) node.classList.remove("lit"); lit = []; };
  const light = (article, start, bring) => {
    dark();
    lit = [...article.querySelectorAll(`mark[data-e*=" ${start}"]`)];
    for (const node of lit) node.classList.add("lit");
    const text = article.querySelector(".text"), first = lit[0];
    if (!bring || !first || text.scrollHeight <= text.clientHeight) return;
    const above = first.getBoundingClientRect().top - text.getBoundingClientRect().top;
    if (above < 0 || above > text.clientHeight - 60) text.scrollTop += above - text.clientHeight / 3;
  };
  const over = (event) => {
    const card = event.target.closest(".card");
    if (card) {
      const slot = event.target.closest("td[data-w]");
      light(card.closest("article"), slot ? slot.dataset.w : `${card.dataset.n}.`, true);
      return;
    }
    const mark = event.target.closest("mark[data-e]");
    dark();
    if (!mark) return;
    const article = mark.closest("article");
    for (const name of mark.dataset.e.trim().split(" ")) {
      const [number, slot] = name.split(".");
      if (slot === "quote") lit.push(article.querySelector(`.card[data-n="${number}"]`));
    }
    for (const node of lit) node.classList.add("lit");
  };

  filter.addEventListener("change", show);
  $("before").addEventListener("click", () => go(-1));
  $("after").addEventListener("click", () => go(1));
  document.addEventListener("mouseover", over);
  document.addEventListener("focusin", (event) => {
    over(event);
    const found = list.indexOf(event.target.closest(".card"));
    if (found >= 0) { place = found; tell(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, input")) return;
    if (event.code === "KeyN") go(1);
    if (event.code === "KeyP") go(-1);
  });
  show();
})();
