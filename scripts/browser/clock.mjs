// What a briefing says of the time, at moments that the test chooses.

import { pathToFileURL } from "node:url";

const MINUTE = 60_000;

/// The page's own clock from here on. Playwright's would be that of every page of the browser,
/// and of the decisions that a real ledger is to take.
export function setClock(page, moment) {
  return page.addInitScript((wanted) => {
    const real = Date.now.bind(Date);
    globalThis.lag = wanted - real();
    Date.now = () => real() + globalThis.lag;
  }, moment);
}

/// Later, until the page has looked at its clock again.
export async function advance(page, ms) {
  await page.evaluate((more) => { globalThis.lag += more; }, ms);
  await page.waitForTimeout(6_000);
}

/// Counts down to the next door, says when it is closed or departed, and when the page is old.
export async function checkClock(browser, path, report) {
  const at = async (moment, ask) => {
    const page = await browser.newPage();
    await setClock(page, moment);
    await page.goto(pathToFileURL(path).href);
    const made = await page.evaluate(() => Date.parse(document.documentElement.dataset.made));
    const said = await page.evaluate(ask);
    await page.close();
    return { made, said };
  };
  const state = () => ({
    stale: !document.getElementById("stale").hidden && document.getElementById("stale").textContent,
    clock: document.getElementById("clock").textContent,
    age: document.getElementById("age").textContent,
    first: document.querySelector(".flight[data-departs]")?.dataset.departs,
    until: document.querySelector(".flight .cd")?.dataset.until,
    said: document.querySelector(".flight .cd")?.textContent,
    now: document.querySelector(".flight[data-departs]")?.classList.contains("now"),
  });
  const { made } = await at(0, state);
  const fresh = (await at(made + 5 * MINUTE, state)).said;
  if (fresh.stale) report("a fresh page calls itself old");
  if (!fresh.age.includes("5 min old")) report(`its age after 5 min: ${fresh.age}`);
  if (!fresh.clock.endsWith(" UTC")) report(`the clock says ${fresh.clock}`);
  const old = (await at(made + 30 * 60 * MINUTE, state)).said;
  if (!old.stale || !old.stale.includes("This page is 30 h 0 min old. The next run was due 20")) {
    report(`a page of 30 hours says ${old.stale}`);
  }
  if (!fresh.first) return;
  const [departs, door] = [Date.parse(fresh.first), Date.parse(fresh.until)];
  for (const [moment, expect, now] of [
    [door - 20.5 * MINUTE, "20 min to the door", true],
    [door + 5 * MINUTE, "Door closed 5 min ago", true],
    [departs + 15 * MINUTE, "Departed 15 min ago: tell", false],
    [departs - 26 * 60 * MINUTE, "to the door", false],
  ]) {
    const said = (await at(moment, state)).said;
    if (!said.said.includes(expect) || said.now !== now) report(`not "${expect}" but "${said.said}", now ${said.now}`);
  }
}
