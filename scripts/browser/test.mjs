// Opens every briefing under a folder in Chromium and checks what only a browser can tell.
//
// usage: node test.mjs RUNS_DIR SCREENSHOT_DIR [MODE…]      (CHROMIUM: the browser's path)

import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { checkPage, checkQuiet, checkReader } from "./checks.mjs";
import { checkClock } from "./clock.mjs";
import { checkDecide, checkKept, checkLines, checkReview } from "./decide.mjs";
import { measure } from "./measure.mjs";

/// A night of which a group has more cases than a page has cards: for the lines beyond them alone.
const MANY = "many";
const LATER_RUNS = ["second", "unrouted"];

/// What 50 cases may take of paper.
const MOST_PAGES = 6;

const MODES = {
  light: { width: 1200, height: 900, colorScheme: "light", media: "screen" },
  dark: { width: 1200, height: 900, colorScheme: "dark", media: "screen" },
  phone: { width: 390, height: 844, colorScheme: "light", media: "screen" },
  print: { width: 794, height: 1123, colorScheme: "light", media: "print" },
};

// No service of the browser's own may reach out, or it would hide a request of the page.
const ARGUMENTS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

const [runs, shots, ...wanted] = process.argv.slice(2);
const modes = Object.entries(MODES).filter(([mode]) => wanted.length === 0 || wanted.includes(mode));
const faults = [];
/// Said at once: a test that is stopped has told what it found.
const fault = (text) => {
  faults.push(text);
  console.error(text);
};
const profile = mkdtempSync(join(tmpdir(), "preboard-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM,
  args: ARGUMENTS,
  acceptDownloads: true,
});
try {
  const pages = briefings(runs);
  if (pages.length < 4) fault(`only ${pages.length} briefings under ${runs}`);
  for (const path of pages) {
    for (const [mode, settings] of modes) await open(path, mode, settings);
  }
  const assessed = ["nights/assessment", "nights/assessment/published", "years/assessment"];
  for (const folder of assessed) {
    for (const [mode, settings] of modes) await openAssessment(folder, mode, settings);
  }
  await withoutScript(pages[0]);
  await wholeNight();
  await manyCases();
  console.log(`${pages.length} briefings in ${modes.length} modes; screenshots in ${shots}`);
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(faults.length === 0 ? "no fault" : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function open(path, mode, settings) {
  const name = `${basename(dirname(dirname(dirname(path))))}-${basename(dirname(path))}-${mode}`;
  const report = (what) => fault(`${name}: ${what}`);
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  checkQuiet(page, pathToFileURL(path).href, report);
  try {
    await look(page, path, name, mode, settings, report);
  } catch (error) {
    report(`stopped: ${error.message.split("\n")[0]}`);
  }
  await page.close();
}

/// An assessment has no script: it is looked at, by axe-core, for its width, and on paper.
async function openAssessment(folder, mode, settings) {
  const path = join(runs, folder, "assessment.html");
  const name = `${folder.replaceAll("/", "-")}-${mode}`;
  const report = (what) => fault(`${name}: ${what}`);
  if (!existsSync(path)) return report("there is no such page");
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  checkQuiet(page, pathToFileURL(path).href, report);
  try {
    await page.setViewportSize({ width: settings.width, height: settings.height });
    await page.emulateMedia({ colorScheme: settings.colorScheme, media: settings.media });
    await page.goto(pathToFileURL(path).href);
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    if (mode === "print") await page.pdf({ path: join(shots, `${name}.pdf`), format: "A4" });
    await checkPage(page, report);
    const pictures = await page.locator("svg[role=img][aria-label]").count();
    if (pictures !== (await page.locator("svg").count())) report("a picture has no words");
    for (const never of [".toc", ".skip"]) {
      const seen = await page.locator(never).isVisible();
      if (mode === "print" && seen) report(`${never} is on paper`);
    }
  } catch (error) {
    report(`stopped: ${error.message.split("\n")[0]}`);
  }
  await page.close();
}

/// Decided, exported, recorded and read again; and the paper of 50 cases.
async function wholeNight() {
  const path = join(runs, "nights", "first", "groups", "NEW_YORK", "briefing.html");
  if (!existsSync(path)) return;
  const report = (what) => fault(`first-NEW_YORK-night: ${what}`);
  const size = await measure(browser, path);
  console.log(`first-NEW_YORK: ${JSON.stringify(size)}`);
  if (size.pages < 1 || MOST_PAGES < size.pages) report(`${size.pages} printed pages`);
  try {
    const exported = await checkDecide(browser, path, report);
    if (exported) await checkReview(browser, runs, exported, report);
    else report("nothing to decide on");
  } catch (error) {
    report(`stopped: ${error.message.split("\n")[0]}`);
  }
}

async function manyCases() {
  const path = join(runs, MANY, "many", "groups", "NEW_YORK", "briefing.html");
  const report = (what) => fault(`many-NEW_YORK: ${what}`);
  if (!existsSync(path)) return report("there is no such night");
  try {
    await checkLines(browser, path, report);
  } catch (error) {
    report(`stopped: ${error.message.split("\n")[0]}`);
  }
}

async function look(page, path, name, mode, settings, report) {
  await page.setViewportSize({ width: settings.width, height: settings.height });
  await page.emulateMedia({ colorScheme: settings.colorScheme, media: settings.media });
  await page.goto(pathToFileURL(path).href);
  await page.screenshot({ path: join(shots, `${name}-top.png`) });
  const parts = { card: "article", flight: ".flight[data-departs]", decided: "#decided", withdrawn: "#withdrawn" };
  for (const [part, selector] of Object.entries(parts)) {
    const found = page.locator(selector).first();
    if (mode !== "print" && (await found.count()) > 0 && (await found.isVisible())) {
      await found.scrollIntoViewIfNeeded();
      await (part === "card" ? found : page).screenshot({ path: join(shots, `${name}-${part}.png`) });
    }
  }
  // Before anything is unfolded: as the officer prints it.
  if (mode === "print") await checkPaper(page, report);
  if (mode === "print") await page.pdf({ path: join(shots, `${name}.pdf`), format: "A4" });
  await checkPage(page, report);
  if (mode !== "light") return;
  await checkReader(page, report);
  // The same script on the same kind of page: once is enough.
  if (LATER_RUNS.includes(name.split("-")[0])) return;
  await checkClock(browser, path, report);
  await checkDecide(browser, path, report);
  await checkKept(browser, path, report);
}

/// Evidence is on paper where it is unfolded; protected people and controls never are.
async function checkPaper(page, report) {
  for (const never of [".care", ".decide", "#filter", "#export", "#age", "#clock"]) {
    const all = await page.locator(never).all();
    for (const one of all) if (await one.isVisible()) report(`${never} is on paper`);
  }
  const fold = page.locator("section.flight article:not(.care) > details").first();
  if ((await fold.count()) === 0) return;
  const unfold = (open) => fold.evaluate((one, wanted) => { one.open = wanted; }, open);
  if (await fold.isVisible()) report("folded evidence is on paper");
  await unfold(true);
  if (!(await fold.locator(".facts").isVisible())) report("unfolded evidence is not on paper");
  await unfold(false);
}

/// The page is whole without its script.
async function withoutScript(path) {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setScriptExecutionDisabled", { value: true });
  await page.goto(pathToFileURL(path).href);
  for (const [selector, visible] of [["#filter", false], ["#export", false], ["article", true], ["noscript p", true], ["#next", true]]) {
    const seen = await page.locator(selector).first().isVisible();
    if (seen !== visible) fault(`without script: ${selector} is ${seen ? "" : "not "}visible`);
  }
  const printed = await page.locator("body").innerText();
  for (const counted of [/\bin \d+ (min|h)\b/, /\d+ (min|h) ago/, /closed/i]) {
    if (counted.test(printed)) fault(`without script: the page says ${printed.match(counted)[0]}`);
  }
  await page.close();
}

function briefings(folder) {
  return readdirSync(folder).sort().filter((name) => name !== MANY).flatMap((name) => {
    const path = join(folder, name);
    // `latest` is a link to a run that stands beside it.
    if (lstatSync(path).isDirectory()) return briefings(path);
    return name === "briefing.html" ? [path] : [];
  });
}
