// Asks Lighthouse (mobile), axe, pa11y and the Nu HTML checker about pages; the findings go to standard output as JSON.
// Reads {base of modules, chromium, runs, skip, pages: [{name, url, cookie, expected}]} as JSON from standard input.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const require = createRequire(path.join(asked.modules, "package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
const CHROMIUM = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];
const PHONE = { width: 360, height: 780 };
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LISTED = 6;
const said = Object.fromEntries(asked.pages.map((page) => [page.name, { notes: [] }]));
const headers = (page) => (page.cookie ? { Cookie: page.cookie } : {});
const tell = (name) => process.stderr.write(`${name} `);

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function lighthouse() {
  const judge = (await load("lighthouse")).default;
  const { launch } = await load("chrome-launcher");
  for (const page of asked.pages.filter((one) => one.expected === 200)) {
    const runs = [];
    // Now and then the browser hands over no trace: that says nothing of the page, and the run is made anew.
    for (let tries = 0; runs.length < asked.runs && tries < 2 * asked.runs; tries += 1) {
      const chrome = await launch({ chromePath: asked.chromium, chromeFlags: CHROMIUM, logLevel: "silent" });
      try {
        const options = { port: chrome.port, output: "json", logLevel: "silent", extraHeaders: headers(page) };
        const { lhr } = await judge(page.url, options);
        if (!lhr.runtimeError?.code || tries + 1 === 2 * asked.runs) runs.push(lhr);
      } finally {
        await chrome.kill();
      }
    }
    const broken = runs.find((run) => run.runtimeError?.code);
    if (broken) throw new Error(`${page.name}: ${broken.runtimeError.code}`);
    Object.assign(said[page.name], figures(page, runs));
    tell(page.name);
  }
}

function figures(page, runs) {
  const score = (kind) => Math.round(100 * median(runs.map((run) => run.categories[kind].score ?? 0)));
  const audit = (id) => median(runs.map((run) => run.audits[id]?.numericValue ?? 0));
  const requests = runs[0].audits["network-requests"].details.items.filter((one) => !one.url.startsWith("data:"));
  const bytes = (list) => list.reduce((sum, one) => sum + (one.transferSize ?? 0), 0);
  const here = new URL(page.url).host;
  const failed = Object.values(runs[0].audits)
    .filter((one) => one.score !== null && one.score < 0.9 && !["informative", "manual"].includes(one.scoreDisplayMode));
  said[page.name].notes.push(...failed.slice(0, LISTED).map((one) => `lighthouse: ${one.id}`));
  return {
    performance: score("performance"),
    accessibility: score("accessibility"),
    best_practices: score("best-practices"),
    seo: score("seo"),
    lcp_ms: Math.round(audit("largest-contentful-paint")),
    cls: Number(audit("cumulative-layout-shift").toFixed(3)),
    requests: requests.length,
    bytes: bytes(requests),
    script_bytes: bytes(requests.filter((one) => one.resourceType === "Script")),
    foreign_hosts: new Set(requests.map((one) => new URL(one.url).host).filter((host) => host !== here)).size,
  };
}

async function axe() {
  const playwright = await load("playwright-core");
  const { chromium } = playwright.default ?? playwright;
  const loaded = await load("@axe-core/playwright");
  const Axe = loaded.AxeBuilder ?? loaded.default?.default ?? loaded.default;
  const browser = await chromium.launch({ executablePath: asked.chromium, args: CHROMIUM.slice(1) });
  for (const page of asked.pages) {
    const context = await browser.newContext({ viewport: PHONE, extraHTTPHeaders: headers(page) });
    const tab = await context.newPage();
    await tab.goto(page.url, { waitUntil: "load" });
    const { violations } = await new Axe({ page: tab }).withTags(TAGS).analyze();
    said[page.name].axe = violations.reduce((sum, one) => sum + one.nodes.length, 0);
    said[page.name].notes.push(...violations.slice(0, LISTED).map((one) => `axe: ${one.id} at ${one.nodes[0].target}`));
    await context.close();
  }
  await browser.close();
  tell("axe");
}

async function pa11y() {
  const judge = (await load("pa11y")).default;
  for (const page of asked.pages) {
    const { issues } = await judge(page.url, {
      standard: "WCAG2AA",
      runners: ["htmlcs"],
      headers: headers(page),
      viewport: PHONE,
      chromeLaunchConfig: { executablePath: asked.chromium, args: CHROMIUM.slice(1) },
    });
    const errors = issues.filter((one) => one.type === "error");
    said[page.name].pa11y = errors.length;
    said[page.name].notes.push(...errors.slice(0, LISTED).map((one) => `pa11y: ${one.code} at ${one.selector}`));
  }
  tell("pa11y");
}

async function nu() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "yarmarka-nu-"));
  const names = {};
  for (const [number, page] of asked.pages.entries()) {
    const answer = await fetch(page.url, { headers: headers(page) });
    const file = path.join(folder, `${number}.html`);
    fs.writeFileSync(file, await answer.text());
    names[file] = page.name;
    said[page.name].nu = 0;
  }
  const jar = require.resolve("vnu-jar/build/dist/vnu.jar");
  const options = ["-Xss4m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always"];
  const output = execFileSync("java", [...options, ...Object.keys(names)], { maxBuffer: 1 << 27 });
  for (const message of JSON.parse(output).messages.filter((one) => one.type === "error")) {
    const judged = said[names[fileURLToPath(message.url)]];
    judged.nu += 1;
    if (judged.nu <= LISTED) judged.notes.push(`nu: line ${message.lastLine}: ${message.message}`);
  }
  fs.rmSync(folder, { recursive: true });
  tell("nu");
}

for (const [name, judge] of Object.entries({ lighthouse, axe, pa11y, nu })) {
  if (!asked.skip.includes(name)) await judge();
}
process.stderr.write("\n");
process.stdout.write(JSON.stringify(said), () => process.exit());
