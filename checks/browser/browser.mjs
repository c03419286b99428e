// A Chromium whose pages keep a list of what went wrong in them, and of what they asked whom for.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const { CHROMIUM = "/usr/bin/chromium", SCREENSHOTS } = process.env;

export async function startBrowser() {
  mkdirSync(SCREENSHOTS, { recursive: true });
  // Root, as which CI runs, has no sandbox; the pages are the product's own
  const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: CHROMIUM, args });
}

/** A page that knows its faults: errors on the console, what a policy refused, requests to elsewhere. */
export async function openPage(browser, origin, look = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...look });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type())) {
      faults.push(said.text());
    }
  });
  page.on("pageerror", (thrown) => faults.push(thrown.message));
  page.on("requestfailed", (failed) => faults.push(`${failed.url()}: ${failed.failure().errorText}`));
  page.on("request", (asked) => {
    const { protocol, origin: whom } = new URL(asked.url());
    if (protocol !== "data:" && protocol !== "blob:" && whom !== origin) {
      faults.push(`asks elsewhere: ${asked.url()}`);
    }
  });
  return { page, faults, close: () => context.close() };
}

export async function photograph(page, name) {
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
