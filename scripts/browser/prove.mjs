// Breaks a briefing in several ways and asks that the browser test finds each.
//
// usage: node prove.mjs BRIEFING WORK_DIR SCREENSHOT_DIR

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const open = (page, kind) => page.replace(new RegExp(`${kind}-src '[^']*'`), `${kind}-src 'unsafe-inline'`);
const styled = (from, to) => (page) => open(page, "style").replace(from, to);
const scripted = (from, to) => (page) => open(page, "script").replace(from, to);

const BREAKS = {
  pale: styled("--soft: #4d5460", "--soft: #bbbbbb"),
  wide: styled("max-width: 64rem", "min-width: 90rem"),
  unlabelled: (page) => page.replace('<label for="by-flight">Flight</label>', ""),
  fetching: (page) => page.replace("<main>", '<main><img src="http://example.org/x.png" alt="x">'),
  refused: (page) => page.replace("</main>", "<script>1</script></main>"),
  unfiltered: scripted("one.dataset.a === action.value", "true"),
  deaf: scripted("j: 1, k: -1", "x: 1, y: -1"),
};

const [briefing, work, shots] = process.argv.slice(2);
const page = readFileSync(briefing, "utf8");
for (const [name, change] of Object.entries(BREAKS)) {
  const broken = change(page);
  if (broken === page) throw new Error(`${name} changes nothing`);
  const folder = join(work, name, "groups", "G");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "briefing.html"), broken);
}
const test = fileURLToPath(new URL("test.mjs", import.meta.url));
const run = spawnSync(process.execPath, [test, work, shots], { encoding: "utf8" });
const missed = Object.keys(BREAKS).filter((name) => !run.stderr.includes(`${name}-G-`));
for (const line of run.stderr.split("\n").filter((line) => line.includes("-G-light:"))) {
  console.log(line.slice(0, 120));
}
for (const name of missed) console.error(`the browser test misses a page that is ${name}`);
process.exitCode = run.status === 1 && missed.length === 0 ? 0 : 1;
