"use strict";
(() => {
  /* The page is whole without this. It says what only a clock can say, filters, and keeps
     decisions until they are exported. It acts on nothing and asks for nothing. */
  const at = (id) => document.getElementById(id);
  const all = (css, from = document) => Array.from(from.querySelectorAll(css));
  const make = (tag, text, name) => {
    const one = document.createElement(tag);
    if (text) one.textContent = text;
    if (name) one.className = name;
    return one;
  };
  const page = document.documentElement.dataset;
  const MINUTE = 60000;
  const DAY = 1440 * MINUTE;
  const cards = all("article.case");
  const lines = all("tr[data-case], li[data-case]");
  /* What can be decided on: cards, and the lines of undecided cases beyond them. */
  const cases = cards.concat(all("li[data-case]"));
  const idOf = (one) => one.dataset.case || one.id;
  const nameOf = (one) => one.querySelector("h4, b").textContent;
  const folded = all("details.folded");
  const form = at("filter");

  /* Decisions: id to { d, action, truth, at } in the browser; the note and whether it was
     exported live with the page alone. Only closed words are kept and only they are read. */
  const WORDS = {
    d: ["concur", "not_concur", "need_info"],
    action: ["", "denied_boarding", "boarded", "no_show", "rebooked"],
    truth: ["", "same_person", "different_person"],
  };
  const PREFIX = "preboard ";
  const key = PREFIX + page.run + " " + page.group;
  const made = new Map();
  const store = (work) => {
    try { return work(localStorage); } catch { return null; }
  };
  const sound = (one) => Boolean(one) && Number.isFinite(one.at) && Date.now() - one.at < DAY &&
    Object.keys(WORDS).every((name) => WORDS[name].includes(one[name]));
  const parsed = (text) => {
    try { return Object.entries(JSON.parse(text) || {}); } catch { return []; }
  };
  const keep = () => store((kept) => {
    const fresh = Array.from(made).filter(([, one]) => !one.sent && sound(one));
    if (!fresh.length) return kept.removeItem(key);
    const plain = fresh.map(([id, { d, action, truth, at: when }]) => [id, { d, action, truth, at: when }]);
    return kept.setItem(key, JSON.stringify(Object.fromEntries(plain)));
  });
  const restore = () => store((kept) => {
    /* Of other runs too: nothing is kept for longer than a day. */
    for (const name of Object.keys(kept)) {
      if (!name.startsWith(PREFIX)) continue;
      const good = parsed(kept.getItem(name)).filter(([, one]) => sound(one));
      if (!good.length) kept.removeItem(name);
      else kept.setItem(name, JSON.stringify(Object.fromEntries(good)));
      if (name !== key) continue;
      const known = new Set(cases.map(idOf));
      for (const [id, one] of good) {
        if (known.has(id)) made.set(id, { d: one.d, action: one.action, truth: one.truth, at: one.at, note: "", sent: false });
      }
    }
  });

  const state = (one) => {
    const mine = made.get(idOf(one));
    return mine ? mine.d : one.dataset.s;
  };
  const isOpen = (one) => ["open", "need_info"].includes(state(one));
  const waiting = (from) => all("article.case, li[data-case]", from);
  const sections = all("section.flight");
  const ofFlight = new Map(sections.map((one) => [one.id, waiting(one)]));
  const decidable = Array.from(ofFlight.values()).flat();
  const clash = (card) => {
    const mine = made.get(idOf(card));
    return Boolean(mine) && mine.d === "concur" && mine.truth === "different_person" && "entry" in card.dataset;
  };

  /* The clock. */
  const hour = (ms) => new Date(ms).toISOString().slice(11, 16);
  const span = (ms) => {
    const min = Math.floor(Math.abs(ms) / MINUTE);
    if (min < 60) return min + " min";
    if (min < 2880) return Math.floor(min / 60) + " h " + (min % 60) + " min";
    return Math.floor(min / 1440) + " days";
  };
  const tick = () => {
    const now = Date.now();
    const age = now - Date.parse(page.made);
    at("age").textContent = age < 0 ? "" : ", " + span(age) + " old";
    at("clock").hidden = false;
    at("clock").textContent = "Now " + hour(now) + " UTC";
    const due = Date.parse(page.next);
    const stale = due <= now;
    if (stale && at("stale").hidden) {
      const was = new Date(due).toISOString().slice(0, 16).replace("T", " ");
      at("stale").append(make("b", "", "only"), make("b", "The next run was due " + was + " UTC."),
        " Open latest/groups/" + page.group + "/briefing.html in the folder of runs. If it is this page, call the operator.");
    }
    at("stale").hidden = !stale;
    const old = "This page is " + span(age) + " old. ";
    if (stale && at("stale").firstChild.textContent !== old) at("stale").firstChild.textContent = old;
    let next;
    for (const one of all(".cd")) {
      const left = Date.parse(one.dataset.until) - now;
      const place = one.closest("[data-departs]");
      const departs = Date.parse(place.dataset.departs) - now;
      const words = left > 0 ? [span(left), " to the door"]
        : departs > 0 ? ["Door closed", " " + span(left) + " ago"]
          : ["Departed", " " + span(departs) + " ago: tell " + place.dataset.port];
      one.replaceChildren(make("b", words[0]), words[1]);
      place.classList.toggle("now", departs > 0 && departs <= page.cutoff * MINUTE);
      if (!next && left > 0 && place.id && ofFlight.get(place.id).some(isOpen)) next = [place, left];
    }
    const door = at("door");
    door.replaceChildren();
    if (next) {
      const link = make("a", next[0].dataset.no);
      link.href = "#" + next[0].id;
      door.append("Next door: ", link, " in ", make("b", span(next[1])), " ");
      const phone = next[0].querySelector(".fh .tel");
      if (phone) door.append(phone.cloneNode(true));
    }
    /* A page that stays open for a day keeps its decisions, and the browser does not. */
    if (Array.from(made.values()).some((one) => DAY <= now - one.at)) keep();
  };

  const told = new Set();
  const count = () => {
    const open = decidable.filter(isOpen).length;
    const every = cards.concat(lines.filter((line) => !at(line.dataset.case)));
    const of = (word) => every.filter((one) => !one.closest("#departed-cards, #t-departed") && state(one) === word).length;
    const back = all("[data-back]").length - told.size;
    at("open").textContent = open + " undecided";
    at("rest").textContent = (back ? back + " to call back, " : "") + (of("need_info") ? of("need_info") + " of them wait for information, " : "") +
      of("concur") + " concurred, " + of("not_concur") + " not concurred";
    for (const one of all("[data-count]")) {
      const left = ofFlight.get(one.dataset.count).filter(isOpen).length;
      one.textContent = left ? left + " undecided" : "\u2713 nothing left";
    }
    const fresh = Array.from(made.values()).filter((one) => !one.sent).length;
    at("export").textContent = fresh ? "Export " + fresh + (fresh === 1 ? " decision" : " decisions")
      : made.size ? "Export again" : "Export decisions";
    at("forget").hidden = !made.size;
    at("out").hidden = false;
  };

  /* A page of thousands has a line for each: its boxes are made when somebody comes to it. */
  const boxOf = (card) => {
    const known = card.querySelector("form");
    if (known) return known;
    const box = at("controls").content.firstElementChild.cloneNode(true);
    box.querySelector("legend").textContent = "Decision on " + nameOf(card);
    box.addEventListener("submit", (event) => event.preventDefault());
    box.addEventListener("change", (event) => decide(card, { [event.target.name]: event.target.value }));
    box.querySelector("button").addEventListener("click", () => { decide(card); card.focus(); });
    card.insertBefore(box, card.querySelector("details"));
    return box;
  };
  const show = (card) => {
    const box = boxOf(card);
    const mine = made.get(idOf(card));
    for (const radio of box.elements.d) radio.checked = Boolean(mine) && radio.value === mine.d;
    for (const name of ["action", "truth", "note"]) box.elements[name].value = mine ? mine[name] : "";
    box.querySelector(".then").hidden = !mine;
    const told = box.querySelector(".state");
    told.className = "state";
    if (!mine) {
      delete card.dataset.said;
      told.textContent = "";
      return;
    }
    const word = box.querySelector("input:checked").getAttribute("aria-label");
    card.dataset.said = "\u2713 " + word + ", " + hour(mine.at) + " UTC. " + mine.note;
    told.textContent = hour(mine.at) + " UTC, " + (mine.sent ? "exported" : "not exported yet");
    if (clash(card)) {
      told.textContent = "To concur about another person is a contradiction: not exported.";
      told.classList.add("err");
    }
  };
  const decide = (card, change) => {
    const before = made.get(idOf(card));
    if (change) {
      const plain = { d: "", action: "", truth: "", note: "" };
      made.set(idOf(card), { ...plain, ...before, ...change, at: Date.now(), sent: false });
    } else {
      made.delete(idOf(card));
    }
    keep();
    show(card);
    count();
    tick();
  };
  restore();
  for (const card of cards) {
    card.home = card.parentNode;
    show(card);
  }
  for (const line of cases.slice(cards.length)) {
    line.tabIndex = 0;
    line.addEventListener("focus", () => show(line));
    if (made.has(idOf(line))) show(line);
  }
  for (const one of all("[data-back]")) {
    const box = make("input", "", "told");
    box.type = "checkbox";
    box.setAttribute("aria-label", "Called back about " + one.querySelector("b").textContent);
    box.addEventListener("change", () => { box.checked ? told.add(one) : told.delete(one); count(); });
    one.prepend(box);
  }

  /* The contract's CSV; the ledger refuses what it has, so what was exported stays out. */
  const COLUMNS = ["case_id", "officer", "decided_at", "decision", "carrier_action", "match_truth", "note"];
  const cell = (value) => (/[",\r\n]/.test(value) ? "\"" + value.replaceAll("\"", "\"\"") + "\"" : value);
  const save = (text, name) => {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), MINUTE);
  };
  const exported = () => {
    const officer = at("officer").value.trim();
    const good = cases.filter((card) => made.has(idOf(card)) && !clash(card));
    const fresh = good.filter((card) => !made.get(idOf(card)).sent);
    const chosen = fresh.length ? fresh : good;
    const left = decidable.filter(isOpen).length + " undecided";
    if (!officer) {
      at("found").textContent = "Write your name first.";
      at("officer").focus();
      return;
    }
    if (!chosen.length) {
      at("found").textContent = "Nothing to export; " + left + ".";
      return;
    }
    const row = (card) => {
      const one = made.get(idOf(card));
      const cells = [idOf(card), officer, new Date(one.at).toISOString(), one.d, one.action, one.truth, one.note.trim()];
      return cells.map(cell).join(",");
    };
    const text = [COLUMNS.join(","), ...chosen.map(row), ""].join("\r\n");
    const name = "decisions-" + page.run + "-" + page.group + ".csv";
    save(text, name);
    for (const card of chosen) {
      made.get(idOf(card)).sent = true;
      show(card);
    }
    keep();
    count();
    at("found").textContent = chosen.length + " exported to " + name + "; " + left + ". Hand it in: preboard review RUN --decisions " + name;
  };
  at("export").addEventListener("click", exported);
  at("forget").addEventListener("click", () => {
    if (!confirm("Forget every decision of this page, exported or not?")) return;
    const gone = cases.filter((card) => made.has(idOf(card)));
    made.clear();
    keep();
    gone.forEach(show);
    count();
  });
  at("print").addEventListener("click", () => print());
  addEventListener("beforeunload", (event) => {
    if (Array.from(made.values()).some((one) => !one.sent)) event.preventDefault();
  });

  count();
  tick();
  setInterval(tick, 5000);
  if (!form) return;

  /* Finding. The choice is kept behind the sign #; the name that is looked for never is. */
  const CHOICES = ["by-state", "by-flight", "by-action", "by-reason", "order"];
  const ASKED = Array.from(at("by-action").options, (option) => option.value);
  const opened = new Set();
  const sorted = new Map();
  const text = (one) => {
    if (one.tagName !== "ARTICLE") return ((one.tagName === "LI" ? one.firstElementChild : one).textContent + " " + one.dataset.case).toLowerCase();
    const parts = [".who", ".fl"].map((css) => one.querySelector(css).textContent);
    return (parts.join(" ") + " " + one.id).toLowerCase();
  };
  const fits = (one) => {
    const asks = at("by-state").value;
    return (!asks || (asks === "open" ? isOpen(one) : state(one) === asks)) &&
      (!at("by-flight").value || one.dataset.f === at("by-flight").value) &&
      (!at("by-action").value || one.dataset.a === at("by-action").value) &&
      (!at("by-reason").value || one.dataset.r.split(" ").includes(at("by-reason").value)) &&
      text(one).includes(at("q").value.trim().toLowerCase());
  };
  const inOrder = () => {
    const order = at("order").value;
    const name = (card) => card.querySelector("h4").textContent;
    const list = cards.filter((card) => !card.home.classList.contains("folded"));
    if (order === "name") list.sort((a, b) => name(a).localeCompare(name(b)));
    if (order === "bits") list.sort((a, b) => (b.dataset.bits || -99) - (a.dataset.bits || -99));
    if (order === "asked") list.sort((a, b) => ASKED.indexOf(a.dataset.a) - ASKED.indexOf(b.dataset.a));
    for (const card of list) {
      if (order) at("flat").append(card);
      else if (card.parentNode !== card.home) card.home.insertBefore(card, card.home.querySelector(".bare"));
    }
    at("flat").hidden = !order || !list.length;
  };
  const filter = () => {
    inOrder();
    for (const one of cards.concat(lines)) one.hidden = !fits(one);
    for (const one of sections) one.hidden = !one.querySelector("article:not([hidden]), li[data-case]:not([hidden])");
    const each = cards.concat(lines.filter((line) => !at(line.dataset.case)));
    const left = each.filter((one) => !one.hidden).length;
    at("found").textContent = left < each.length ? left + " of " + each.length + " cases shown" : "";
    const active = CHOICES.slice(0, 4).concat("q").some((id) => at(id).value);
    for (const fold of folded) {
      if (active && !fold.open) {
        fold.open = true;
        opened.add(fold);
      }
      if (!active && opened.delete(fold)) fold.open = false;
    }
  };
  const write = () => {
    const chosen = new URLSearchParams();
    for (const id of CHOICES) if (at(id).value) chosen.set(id, at(id).value);
    for (const [id, column] of sorted) chosen.set(id, column);
    history.replaceState(null, "", "#" + chosen);
  };
  const clear = () => {
    for (const id of CHOICES.concat("q")) at(id).value = "";
  };

  /* Tables by any of their columns. */
  const byColumn = (table, column) => {
    const down = column < 0;
    const place = Math.abs(column) - 1;
    const value = (row) => row.cells[place].dataset.v || row.cells[place].textContent;
    const rows = Array.from(table.tBodies[0].rows);
    const by = (a, b) => value(a).localeCompare(value(b), "en", { numeric: true });
    rows.sort((a, b) => (down ? by(b, a) : by(a, b)));
    table.tBodies[0].append(...rows);
    Array.from(table.tHead.rows[0].cells).forEach((head, here) => {
      if (here === place) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };
  for (const table of all("table.sorted")) {
    Array.from(table.tHead.rows[0].cells).forEach((head, place) => {
      const button = make("button", head.textContent);
      button.type = "button";
      button.addEventListener("click", () => {
        const column = sorted.get(table.id) === place + 1 ? -place - 1 : place + 1;
        sorted.set(table.id, column);
        byColumn(table, column);
        write();
      });
      head.replaceChildren(button);
    });
  }

  /* An address may be cut anywhere. */
  const decoded = (text) => {
    try { return decodeURIComponent(text); } catch { return ""; }
  };
  /* A plain #C-… leads to its card, unfolded, and out of a filter that hides it. */
  const read = () => {
    const hash = location.hash.slice(1);
    const goal = hash && at(decoded(hash));
    if (!goal) {
      const asked = new URLSearchParams(hash);
      clear();
      for (const id of CHOICES) {
        const known = Array.from(at(id).options, (option) => option.value);
        if (known.includes(asked.get(id))) at(id).value = asked.get(id);
      }
      for (const table of all("table.sorted")) {
        const column = Number(asked.get(table.id));
        if (Number.isInteger(column) && column && Math.abs(column) <= table.tHead.rows[0].cells.length) {
          sorted.set(table.id, column);
          byColumn(table, column);
        }
      }
      filter();
      return;
    }
    if (goal.closest("[hidden]")) {
      clear();
      filter();
    }
    for (let fold = goal.closest("details"); fold; fold = fold.parentNode.closest("details")) fold.open = true;
    if (goal.tagName === "ARTICLE") {
      goal.querySelector("details").open = true;
      goal.focus();
    }
    goal.scrollIntoView();
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target.id !== "q" && !CHOICES.includes(event.target.id)) return;
    filter();
    write();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clear();
    filter();
    write();
  });
  addEventListener("hashchange", read);
  addEventListener("click", (event) => {
    /* The same link again changes no hash. */
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) read();
  });
  clear();
  filter();
  read();

  const reachable = (card) => {
    const fold = card.closest("details.folded");
    return !card.hidden && (!fold || fold.open);
  };
  const inView = () => all("article.case, li[data-case]").filter(reachable);
  addEventListener("keydown", (event) => {
    const target = event.target;
    const typing = target.closest && target.closest("select, textarea, input:not([type=radio], [type=checkbox])");
    const chord = event.ctrlKey || event.altKey || event.metaKey;
    if (typing || chord || !at("keys").checked) return;
    const here = document.activeElement && document.activeElement.closest("article, li[data-case]");
    const step = { j: 1, k: -1 }[event.key];
    const word = { c: "concur", n: "not_concur", i: "need_info" }[event.key];
    if (step) {
      const seen = inView();
      const card = here ? seen[seen.indexOf(here) + step] : seen[step > 0 ? 0 : seen.length - 1];
      if (!card) return;
      card.focus();
      card.scrollIntoView({ block: "nearest" });
    } else if (event.key === "/") at("q").focus();
    else if (word && here) decide(here, { d: word });
    else if (event.key === "u" && here) decide(here);
    else if (event.key === "e" && here && here.querySelector("details")) here.querySelector("details").toggleAttribute("open");
    else return;
    event.preventDefault();
  });
})();
