// Opens a page in Chromium and prints what is seen of it, as JSON: node browser.mjs '{"page": …}'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const asked = JSON.parse(process.argv[2]);
const require = createRequire(asked.packages + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");

const browser = await chromium.launch({
  executablePath: asked.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({
  viewport: { width: asked.width, height: 900 }, colorScheme: asked.scheme, javaScriptEnabled: true,
});
const page = await context.newPage();
const requests = [], complaints = [];
page.on("request", (request) => requests.push(request.url()));
page.on("console", (message) => complaints.push(message.text()));
page.on("pageerror", (error) => complaints.push(String(error)));
await page.goto(pathToFileURL(asked.page).href, { waitUntil: "load" });

const seen = await page.evaluate(() => {
  const words = (node) => (node ? node.innerText.replace(/\s+/g, " ").trim() : "");
  const box = (node) => { const { left, top, width, height } = node.getBoundingClientRect(); return { left, top, width, height }; };
  return {
    title: document.title,
    verdict: words(document.querySelector(".verdict")),
    text: document.body.innerText,
    findings: [...document.querySelectorAll("#findings tbody tr")].map((row) => [...row.cells].map(words)),
    links: [...document.querySelectorAll("[href]")].map((link) => link.getAttribute("href")),
    ids: [...document.querySelectorAll("[id]")].map((node) => node.id),
    scripts: document.scripts.length,
    images: [...document.images].map((image) => ({
      alt: image.alt, whole: image.complete && image.naturalWidth > 0, shown: image.naturalWidth, ...box(image),
    })),
    marks: [...document.querySelectorAll(".mark")].map((mark) => ({
      id: mark.id, href: mark.getAttribute("href"), sheet: mark.closest("figure").id, ...box(mark),
      image: box(mark.closest(".sheet").querySelector("img")), badge: box(mark.querySelector(".badge")),
    })),
    boxes: [...document.querySelectorAll("input[type=checkbox]")].map((input) => words(input.labels[0])),
    languages: [...document.querySelectorAll("[lang]")].map((node) => node.lang),
    width: document.documentElement.scrollWidth,
  };
});
if (asked.screenshot) await page.screenshot({ path: asked.screenshot, fullPage: true });
if (asked.print) await page.pdf({ path: asked.print, preferCSSPageSize: true, printBackground: false });
let violations = [];
if (asked.audit) {
  await page.evaluate(axe);
  violations = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ["violations"] })).violations
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ").slice(0, 500)}`));
}
console.log(JSON.stringify({ ...seen, requests, complaints, violations }));
await browser.close();
