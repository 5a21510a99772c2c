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
  pale: styled("--soft: #4f5661", "--soft: #bbbbbb"),
  wide: styled("max-width: 70rem", "min-width: 90rem"),
  unlabelled: (page) => page.replace('<label for="by-flight">Flight<select', "<span>Flight</span><select"),
  fetching: (page) => page.replace("<main>", '<main><img src="http://example.org/x.png" alt="x">'),
  refused: (page) => page.replace("</main>", "<script>1</script></main>"),
  unfiltered: scripted('one.dataset.a === at("by-action").value', "true"),
  deaf: scripted("j: 1, k: -1", "x: 1, y: -1"),
  ageless: scripted("due <= now", "false"),
  stopped: scripted("const left = Date.parse(one.dataset.until) - now", "const left = 1e6"),
  telling: scripted("for (const id of CHOICES) if (at(id)", 'for (const id of CHOICES.concat("q")) if (at(id)'),
  keeping: scripted("=> [id, { d, action, truth, at: when }]", "=> [id, made.get(id)]"),
  forgetful: scripted("const restore = () =>", "const restore = () => 0 &&"),
  misnamed: scripted('"carrier_action", "match_truth"', '"match_truth", "carrier_action"'),
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
const run = spawnSync(process.execPath, [test, work, shots, "light"], { encoding: "utf8" });
const missed = Object.keys(BREAKS).filter((name) => !run.stderr.includes(`${name}-G-`));
for (const line of run.stderr.split("\n").filter((line) => line.includes("-G-light:"))) {
  console.log(line.slice(0, 120));
}
for (const name of missed) console.error(`the browser test misses a page that is ${name}`);
process.exitCode = run.status === 1 && missed.length === 0 ? 0 : 1;
