// Opens every briefing under a folder in Chromium and checks what only a browser can tell.
//
// usage: node test.mjs RUNS_DIR SCREENSHOT_DIR      (CHROMIUM: the browser's path)

import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { checkPage, checkQuiet, checkReader } from "./checks.mjs";

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

const [runs, shots] = process.argv.slice(2);
const faults = [];
const profile = mkdtempSync(join(tmpdir(), "preboard-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM,
  args: ARGUMENTS,
  acceptDownloads: false,
});
try {
  const pages = briefings(runs);
  if (pages.length < 4) faults.push(`only ${pages.length} briefings under ${runs}`);
  for (const path of pages) {
    for (const [mode, settings] of Object.entries(MODES)) await open(path, mode, settings);
  }
  await withoutScript(pages[0]);
  console.log(`${pages.length} briefings in ${Object.keys(MODES).length} modes; screenshots in ${shots}`);
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? "no fault" : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function open(path, mode, settings) {
  const name = `${basename(dirname(dirname(dirname(path))))}-${basename(dirname(path))}-${mode}`;
  const report = (what) => faults.push(`${name}: ${what}`);
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

async function look(page, path, name, mode, settings, report) {
  await page.setViewportSize({ width: settings.width, height: settings.height });
  await page.emulateMedia({ colorScheme: settings.colorScheme, media: settings.media });
  await page.goto(pathToFileURL(path).href);
  await page.screenshot({ path: join(shots, `${name}-top.png`) });
  const parts = { card: "article", table: "nav", figures: "#figures ~ figure", withdrawn: "#withdrawn" };
  for (const [part, selector] of Object.entries(parts)) {
    const found = page.locator(selector).first();
    if (mode !== "print" && (await found.count()) > 0 && (await found.isVisible())) {
      await found.scrollIntoViewIfNeeded();
      await (part === "card" ? found : page).screenshot({ path: join(shots, `${name}-${part}.png`) });
    }
  }
  // Before anything is unfolded: as the officer prints it.
  if (mode === "print") await page.pdf({ path: join(shots, `${name}.pdf`), format: "A4" });
  await checkPage(page, report);
  if (mode === "light") await checkReader(page, report);
}

/// The page is whole without its script.
async function withoutScript(path) {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setScriptExecutionDisabled", { value: true });
  await page.goto(pathToFileURL(path).href);
  for (const [selector, visible] of [["#filter", false], ["article", true], ["#next", true]]) {
    const seen = await page.locator(selector).first().isVisible();
    if (seen !== visible) faults.push(`without script: ${selector} is ${seen ? "" : "not "}visible`);
  }
  await page.close();
}

function briefings(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return briefings(path);
    return name === "briefing.html" ? [path] : [];
  });
}
