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

/// The filter and the keys, used without a mouse.
export async function checkReader(page, report) {
  const cards = await page.locator("article").count();
  const shown = () => page.locator("article:not([hidden])").count();
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.className);
  if (first !== "skip") report(`Tab reaches ${first} first, not the skip link`);
  await page.keyboard.press("Enter");
  const target = await page.evaluate(() => document.activeElement.id);
  if (target !== "next") report(`the skip link leads to ${target}`);
  if (cards === 0) return;

  for (const id of ["by-flight", "by-action", "by-reason"]) {
    const select = page.locator(`#${id}`);
    await select.focus();
    await page.keyboard.press("ArrowDown");
    await select.dispatchEvent("change");
    const left = await shown();
    const told = await page.locator("#shown").textContent();
    const lines = await page.locator("tr[data-f]:not([hidden])").count();
    const same = await page.evaluate(() => {
      const all = [...document.querySelectorAll("[data-f]:not([hidden])")];
      const form = (name) => document.getElementById(name).value;
      return all.every((one) =>
        (!form("by-flight") || one.dataset.f === form("by-flight")) &&
        (!form("by-action") || one.dataset.a === form("by-action")) &&
        (!form("by-reason") || one.dataset.r.split(" ").includes(form("by-reason"))));
    });
    if (left < 1 || !same || !told.startsWith(`${lines} of `)) report(`${id}: ${left} cards, "${told}"`);
    await page.locator("#filter button").press("Enter");
    await page.waitForFunction((all) => document.querySelectorAll("article:not([hidden])").length === all, cards);
  }

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
}
