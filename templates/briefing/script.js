"use strict";
(() => {
  /* The page is whole without this: it filters, and moves the focus by j and k. */
  const at = (id) => document.getElementById(id);
  const marked = Array.from(document.querySelectorAll("[data-f]"));
  const lines = marked.filter((one) => one.tagName === "TR");
  const cards = marked.filter((one) => one.tagName === "ARTICLE");
  const folded = Array.from(document.querySelectorAll("details.folded"));
  const form = at("filter");

  const unfold = () => {
    const target = at(location.hash.slice(1));
    const fold = target && target.closest("details");
    if (fold) {
      fold.open = true;
      target.scrollIntoView();
    }
    if (target && target.tagName === "ARTICLE") target.focus();
  };
  addEventListener("hashchange", unfold);
  unfold();

  if (!form) return;
  const flight = at("by-flight");
  const action = at("by-action");
  const reason = at("by-reason");
  const opened = new Set();

  const fits = (one) =>
    (!flight.value || one.dataset.f === flight.value) &&
    (!action.value || one.dataset.a === action.value) &&
    (!reason.value || one.dataset.r.split(" ").includes(reason.value));

  const filter = () => {
    for (const one of marked) one.hidden = !fits(one);
    const left = lines.filter((line) => !line.hidden).length;
    at("shown").textContent = left + " of " + lines.length + " cases shown";
    const active = Boolean(flight.value || action.value || reason.value);
    for (const fold of folded) {
      if (active && !fold.open) {
        fold.open = true;
        opened.add(fold);
      }
      if (!active && opened.delete(fold)) fold.open = false;
    }
  };
  form.hidden = false;
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter, 0));
  filter();

  const reachable = (card) => {
    const fold = card.closest("details");
    return !card.hidden && (!fold || fold.open);
  };
  addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    const typing = event.target.closest && event.target.closest("select, input, textarea");
    const chord = event.ctrlKey || event.altKey || event.metaKey;
    if (!step || typing || chord || !at("keys").checked) return;
    const open = cards.filter(reachable);
    const here = document.activeElement && document.activeElement.closest("article");
    const next = open.indexOf(here) + step;
    const card = here ? open[next] : open[step > 0 ? 0 : open.length - 1];
    if (!card) return;
    event.preventDefault();
    card.focus();
    card.scrollIntoView();
  });
})();
