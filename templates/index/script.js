"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const page = document.documentElement.dataset;
  const span = (ms) => {
    const min = Math.max(0, Math.floor(ms / 6e4));
    if (min < 60) return min + " min";
    return min < 2880 ? Math.floor(min / 60) + " h " + (min % 60) + " min" : Math.floor(min / 1440) + " days";
  };
  const tick = () => {
    const now = Date.now();
    for (const one of document.querySelectorAll("[data-age]")) {
      const then = Date.parse(one.dataset.age);
      one.textContent = Number.isNaN(then) ? "" : span(now - then);
    }
    if (!page.made) return;
    at("age").textContent = ", " + span(now - Date.parse(page.made)) + " old";
    at("clock").textContent = "It is " + new Date(now).toISOString().slice(11, 16) + " UTC.";
    if (page.due && Date.parse(page.due) < now) {
      at("newest").classList.add("late");
      at("state").className = "bad";
      at("state").textContent = "▲ The next run is overdue:";
    }
  };
  tick();
  setInterval(tick, 10000);
})();
