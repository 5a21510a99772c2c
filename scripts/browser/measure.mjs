// Words, height on a phone and printed pages of a briefing, as docs/briefing.md states them.
//
// usage: node measure.mjs BRIEFING…      (CHROMIUM: the browser's path)

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const PHONE = { width: 390, height: 844 };

/// `{ words, unfolded, height, pages }`: words that are seen, and those with all unfolded.
export async function measure(browser, path) {
  const page = await browser.newPage();
  await page.setViewportSize(PHONE);
  await page.goto(pathToFileURL(path).href);
  const words = () => page.evaluate(() => document.body.innerText.split(/\s+/).filter(Boolean).length);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const folded = await words();
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  const unfolded = await words();
  await page.close();
  return { words: folded, unfolded, height, pages: pagesOf(pdf) };
}

/// Each page of a PDF is an object of its own.
function pagesOf(pdf) {
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const profile = mkdtempSync(join(tmpdir(), "preboard-measure-"));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  for (const path of process.argv.slice(2)) {
    console.log(path, JSON.stringify(await measure(browser, path)));
  }
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
