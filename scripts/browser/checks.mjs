// What is asked of a briefing in a browser. Each check reports faults and throws none.

import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// No request but the page itself, no error, no refused style or script.
export function checkQuiet(page, url, report) {
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) report(`asked for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) report(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => report(`script: ${error.message}`));
}

/// WCAG 2.2 AA by axe-core with everything unfolded, and nothing wider than the screen.
export async function checkPage(page, report) {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags } }),
    RULES,
  );
  for (const { id, impact, nodes } of violations) {
    report(`axe ${id} (${impact}), ${nodes.length} times, as in ${nodes[0].target} ${nodes[0].failureSummary}`);
  }
  const [wide, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  if (wide > screen) report(`${wide} px wide on a screen of ${screen} px`);
}

/// The same rules on one part of a page.
export async function checkPart(page, selector, report) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    ([part, tags]) => globalThis.axe.run(part, { runOnly: { type: "tag", values: tags } }),
    [selector, RULES],
  );
  for (const { id, nodes } of violations) report(`axe ${id} in ${selector}, as in ${nodes[0].target} ${nodes[0].failureSummary}`);
}

/// The filter, the fragment and the keys, used without a mouse.
export async function checkReader(page, report) {
  const cards = await page.locator("article").count();
  const shown = () => page.locator("article:not([hidden])").count();
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.className);
  if (first !== "skip") report(`Tab reaches ${first} first, not the skip link`);
  await page.keyboard.press("Enter");
  const target = await page.evaluate(() => document.activeElement.id);
  if (target !== "cases") report(`the skip link leads to ${target}`);
  if (cards === 0) return;

  for (const id of ["by-state", "by-flight", "by-action", "by-reason"]) {
    const select = page.locator(`#${id}`);
    await select.focus();
    await page.keyboard.press("ArrowDown");
    const chosen = await select.inputValue();
    const left = await shown();
    const same = await page.evaluate(() => {
      const all = [...document.querySelectorAll("[data-f]:not([hidden])")];
      const form = (name) => document.getElementById(name).value;
      return all.every((one) =>
        (!form("by-state") || ["open", "need_info"].includes(one.dataset.s)) &&
        (!form("by-flight") || one.dataset.f === form("by-flight")) &&
        (!form("by-action") || one.dataset.a === form("by-action")) &&
        (!form("by-reason") || one.dataset.r.split(" ").includes(form("by-reason"))));
    });
    if ((left < 1 && id !== "by-state") || !same) report(`${id}: ${left} cards`);
    if (!page.url().includes(`${id}=`)) report(`${id} is not kept in the address`);
    await page.reload();
    if ((await page.locator(`#${id}`).inputValue()) !== chosen || (await shown()) !== left) {
      report(`${id} is lost when the page is loaded again`);
    }
    await page.locator("#filter [type=reset]").press("Enter");
    if ((await shown()) !== cards) report(`${id}: not all cards come back`);
  }
  // A broken address shows all: a script that fails at it is an error of the page.
  await page.evaluate(() => { location.hash = "#by-action=%E0%A4%A"; });
  if ((await shown()) !== cards) report("a broken address hides cards");
  await checkSearch(page, cards, report);
  await checkOrder(page, report);

  await page.locator("h1").click();
  const focused = () => page.evaluate(() => document.activeElement.closest("article")?.id ?? "");
  await page.keyboard.press("j");
  const one = await focused();
  await page.keyboard.press("j");
  const two = await focused();
  await page.keyboard.press("k");
  if (!one || (cards > 1 && one === two) || (await focused()) !== one) report(`j and k: ${one}, ${two}`);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  if (outline === "none") report("the focused card has no visible outline");
  await page.locator("#keys").uncheck();
  await page.locator("h1").click();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("j");
  if (await focused()) report("j moves although it is switched off");
  await page.locator("#keys").check();
}

/// A name is found and never kept; a link to a card that is filtered out shows it.
async function checkSearch(page, cards, report) {
  const name = await page.locator("article h4").first().textContent();
  const id = await page.locator("article").first().getAttribute("id");
  const word = name.split(",")[0].toLowerCase();
  await page.locator("#q").fill(word);
  const found = await page.evaluate(
    (text) => [...document.querySelectorAll("article:not([hidden]) .who")]
      .every((one) => one.textContent.toLowerCase().includes(text)),
    word,
  );
  if (!found) report("the search shows other names");
  const address = decodeURIComponent(page.url()).toLowerCase();
  if (address.split("#")[1]?.includes(word)) report("the name that is looked for stands in the address");
  await page.locator("#q").fill("nobody is called this");
  if ((await page.locator("article:not([hidden])").count()) !== 0) report("a search for nobody shows somebody");
  await page.evaluate((card) => { location.hash = `#${card}`; }, id);
  await page.waitForFunction((card) => document.activeElement.id === card, id);
  const open = await page.locator(`#${id} details`).first().evaluate((one) => one.open);
  if (!open || (await page.locator("article:not([hidden])").count()) !== cards) {
    report("a link to a card that is filtered out does not show it");
  }
}

async function checkOrder(page, report) {
  await page.locator("#order").selectOption("name");
  const names = await page.locator("#flat h4").allTextContents();
  const sorted = [...names].sort((a, b) => a.localeCompare(b));
  if (names.join() !== sorted.join()) report("the order by name is none");
  await page.locator("#order").selectOption("");
  if ((await page.locator("#flat article").count()) !== 0) report("cards do not go back to their flights");
  const tables = page.locator("table.sorted");
  for (let at = 0; at < (await tables.count()); at += 1) {
    const people = () => tables.nth(at).locator("tbody .who").allTextContents();
    await tables.nth(at).locator("thead button").nth(2).press("Enter");
    const up = await people();
    await tables.nth(at).locator("thead button").nth(2).press("Enter");
    const down = await people();
    if (up.join() !== [...up].sort((a, b) => a.localeCompare(b, "en", { numeric: true })).join()) report("a table is not sorted");
    if (up.length > 1 && new Set(up).size > 1 && up.join() === down.join()) report("a table is sorted one way only");
  }
}
