// Decisions in a briefing: by keys and mouse, what the browser keeps of them, the export, and
// what `preboard review` makes of it.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkPart } from "./checks.mjs";
import { advance, setClock } from "./clock.mjs";

const HOUR = 3_600_000;
const OFFICER = "Officer 12";
const NOTE = 'photo "seen", not alike';

const kept = (page) => page.evaluate(() => JSON.stringify(Object.entries(localStorage)));

/// Decides on the first cases and exports them; the file's text, or none where there is no case.
export async function checkDecide(browser, path, report) {
  const page = await browser.newPage();
  const asked = [];
  page.on("dialog", (dialog) => { asked.push(dialog.type()); return dialog.accept(); });
  await page.goto(pathToFileURL(path).href);
  const before = await undecided(page);
  const ids = await page.locator("section.flight article").evaluateAll((all) => all.map((one) => one.id));
  if (ids.length < 3) return page.close().then(() => undefined);
  const card = (at) => page.locator(`[id="${ids[at]}"]`);

  // By keys: the first card, then its note and what the airline did.
  await page.locator("h1").click();
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  await card(0).locator("[name=action]").selectOption("denied_boarding");
  await card(0).locator("[name=truth]").selectOption("same_person");
  await card(0).locator("[name=note]").fill(NOTE);
  await card(0).locator("[name=note]").blur();
  // By mouse: not concur, need information.
  await card(1).locator(".seg label").nth(1).click();
  await card(2).locator(".seg label").nth(2).click();
  if ((await undecided(page)) !== before - 2) report(`${before} undecided, two decisions, ${await undecided(page)} left`);
  const { d, truth } = await page.evaluate(([key, id]) => JSON.parse(localStorage[key])[id], [await keyOf(page), ids[0]]);
  if (d !== "concur" || truth !== "same_person") report(`kept ${d} ${truth}`);
  for (const secret of [OFFICER, "photo", await card(0).locator("h4").textContent()]) {
    if ((await kept(page)).includes(secret)) report(`the browser keeps ${secret}`);
  }

  // Leaving asks; what was decided is there again, without the note.
  await page.reload();
  if (!asked.includes("beforeunload")) report("leaving with unexported decisions does not ask");
  if (!(await card(0).locator("[value=concur]").isChecked())) report("a decision is lost when the page is loaded again");
  if (await card(0).locator("[name=note]").inputValue()) report("a note was kept");
  await card(0).locator("[name=note]").fill(NOTE);
  await card(0).locator("[name=note]").blur();

  // A contradiction is said and not exported.
  if (await card(0).evaluate((one) => "entry" in one.dataset)) {
    await card(0).locator("[name=truth]").selectOption("different_person");
    if (!(await card(0).locator(".err").isVisible())) report("a contradiction is not said");
    await card(0).locator("[name=truth]").selectOption("same_person");
  }

  await page.locator("#export").click();
  if (!(await page.locator("#found").textContent()).includes("Write your name")) report("exported without a name");
  await page.locator("#officer").fill(OFFICER);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#export").click()]);
  const file = join(dirname(await download.path()), download.suggestedFilename());
  await download.saveAs(file);
  const text = readFileSync(file, "utf8");
  const [run, group] = await page.evaluate(() => [document.documentElement.dataset.run, document.documentElement.dataset.group]);
  if (basename(file) !== `decisions-${run}-${group}.csv`) report(`exported as ${basename(file)}`);
  const lines = text.trimEnd().split("\r\n");
  if (lines[0] !== "case_id,officer,decided_at,decision,carrier_action,match_truth,note") report(`header ${lines[0]}`);
  if (lines.length !== 4) report(`${lines.length - 1} of 3 decisions are exported`);
  if (!lines[1]?.startsWith(`${ids[0]},${OFFICER},`) || !lines[1].endsWith(',concur,denied_boarding,same_person,"photo ""seen"", not alike"')) {
    report(`first row ${lines[1]}`);
  }
  const told = await page.locator("#found").textContent();
  if (!told.includes(`3 exported to ${basename(file)}; ${before - 2} undecided`)) report(`after the export: ${told}`);
  if ((await kept(page)) !== "[]") report("decisions stay in the browser after the export");
  // Printed instead of empty boxes.
  const said = await card(0).evaluate((one) => one.dataset.said);
  if (!said?.includes("Concur") || !said.includes(NOTE)) report(`printed as ${said}`);
  await page.close();
  return { file, ids };
}

/// Cases beyond the cards are decided on their lines: by mouse and keys, kept, exported.
export async function checkLines(browser, path, report) {
  const page = await browser.newPage();
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto(pathToFileURL(path).href);
  const before = await undecided(page);
  const lines = page.locator("section.flight li[data-case]");
  const ids = await lines.evaluateAll((all) => all.map((one) => one.dataset.case));
  if (ids.length < 3) report(`${ids.length} cases are beyond the cards`);
  if (ids.length < 3) return page.close();
  if ((await page.locator("li form").count()) !== 0) report("boxes are made before anybody comes to a line");
  await lines.nth(0).locator("b").click();
  await lines.nth(0).locator(".seg label").nth(1).click();
  await lines.nth(0).locator("[name=note]").fill("photo seen");
  await lines.nth(1).focus();
  await page.keyboard.press("c");
  await page.keyboard.press("j");
  const next = await page.evaluate(() => document.activeElement.dataset.case);
  if (next !== ids[2]) report(`j goes from the second line to ${next}`);
  await page.keyboard.press("i");
  await page.keyboard.press("u");
  if ((await undecided(page)) !== before - 2) report(`${before} undecided, two lines decided, ${await undecided(page)} left`);
  await page.reload();
  if (!(await lines.nth(1).locator("[value=concur]").isChecked())) report("a line's decision is lost when the page is loaded again");
  await page.locator("#q").fill(ids[1]);
  const left = await page.locator("[data-f]:not([hidden])").evaluateAll((all) => all.map((one) => one.dataset.case));
  if (left.join() !== ids[1]) report(`the whole id finds ${left}`);
  await page.locator("#q").fill("");
  await checkPart(page, ".bare", report);
  await page.locator("#officer").fill(OFFICER);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#export").click()]);
  const rows = readFileSync(await download.path(), "utf8").trimEnd().split("\r\n").slice(1);
  const said = rows.map((row) => row.split(",")).map((cells) => `${cells[0]} ${cells[3]}`).sort();
  const expect = [`${ids[0]} not_concur`, `${ids[1]} concur`].sort();
  if (said.join() !== expect.join()) report(`exported of lines: ${said}`);
  await page.locator("#forget").click();
  if ((await undecided(page)) !== before) report("forgotten decisions of lines stay");
  await page.close();
}

/// Undo, the button that forgets, a day, and a browser that keeps nothing.
export async function checkKept(browser, path, report) {
  const open = async (before) => {
    const page = await browser.newPage();
    page.on("dialog", (dialog) => dialog.accept());
    if (before) await before(page);
    await page.goto(pathToFileURL(path).href);
    return page;
  };
  const press = async (page, ...keys) => {
    await page.locator("h1").click();
    for (const key of keys) await page.keyboard.press(key);
  };
  let page = await open();
  if ((await page.locator("section.flight article").count()) === 0) return page.close();
  const before = await undecided(page);
  await press(page, "j", "n", "u");
  if ((await undecided(page)) !== before || (await kept(page)) !== "[]") report("u does not undo");
  await press(page, "j", "n");
  await page.locator("#forget").click();
  if ((await undecided(page)) !== before || (await kept(page)) !== "[]") report("forgotten decisions stay");
  await press(page, "j", "n");
  await page.close();

  page = await open();
  if ((await undecided(page)) !== before - 1) report("a decision is not kept for the next reading");
  await page.close();
  const real = Date.now();
  page = await open((fresh) => setClock(fresh, real + 25 * HOUR));
  if ((await undecided(page)) !== before || (await kept(page)) !== "[]") report("a decision is kept for longer than a day");
  await page.close();

  // Nor by a page that stays open: there alone they can still be exported.
  page = await open((fresh) => setClock(fresh, real));
  await press(page, "j", "n");
  await advance(page, 25 * HOUR);
  if ((await undecided(page)) !== before - 1 || (await kept(page)) !== "[]") report("an open page keeps a decision for longer than a day");
  await page.close();

  page = await open((fresh) => fresh.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", { get() { throw new Error("refused"); } });
  }));
  await press(page, "j", "n");
  if ((await undecided(page)) !== before - 1) report("without storage nothing can be decided");
  await page.locator("#officer").fill(OFFICER);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#export").click()]);
  if (!(await download.suggestedFilename()).endsWith(".csv")) report("without storage nothing is exported");
  await page.close();
}

/// The ledger takes the exported file whole, and the next run's page says so.
export async function checkReview(browser, runs, exported, report) {
  const nights = join(runs, "nights");
  const preboard = process.env.PREBOARD;
  const call = (...args) => {
    const { status, stderr } = spawnSync(preboard, args, { encoding: "utf8" });
    if (status !== 0) report(`preboard ${args[0]} ends with ${status}: ${stderr}`);
  };
  if (!existsSync(preboard ?? "")) return report("PREBOARD names no program");
  call("review", "--quiet", join(nights, "first"), "--decisions", exported.file);
  call("run", "--quiet", "--config", join(runs, "first.toml"), "--out", nights, "--run-id", "decided", "--as-of", new Date(Date.now() + 60_000).toISOString());
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(nights, "decided", "groups", "NEW_YORK", "briefing.html")).href);
  const states = await page.evaluate(
    (ids) => ids.map((id) => document.getElementById(id)?.querySelector(".facts").textContent ?? ""),
    exported.ids.slice(0, 3),
  );
  const words = ["concur", "not concur", "need info"];
  states.forEach((said, at) => {
    if (!said.includes(OFFICER) || !said.includes(`: ${words[at]}`)) report(`the next run says of decision ${at + 1}: ${said}`);
  });
  await page.close();
}

const keyOf = (page) => page.evaluate(() => `preboard ${document.documentElement.dataset.run} ${document.documentElement.dataset.group}`);

async function undecided(page) {
  return Number.parseInt(await page.locator("#open").textContent(), 10);
}
