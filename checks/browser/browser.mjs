// Starts Chromium, and opens pages that record their faults.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const { CHROMIUM = "/usr/bin/chromium", SCREENSHOTS } = process.env;

export async function startBrowser() {
  mkdirSync(SCREENSHOTS, { recursive: true });
  // Chromium's sandbox does not work for root, which CI uses. Only Streamgate's own pages are opened.
  const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: CHROMIUM, args });
}

/** Opens a page that records its faults: console errors and warnings, failed requests, requests to other origins. */
export async function openPage(browser, origin, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      faults.push(message.text());
    }
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("requestfailed", (request) => faults.push(`${request.url()}: ${request.failure().errorText}`));
  page.on("request", (request) => {
    const { protocol, origin: target } = new URL(request.url());
    if (protocol !== "data:" && protocol !== "blob:" && target !== origin) {
      faults.push(`request to another origin: ${request.url()}`);
    }
  });
  return { page, faults, close: () => context.close() };
}

/** The elements that are wider than the window. */
export function overflowing(page) {
  return page.evaluate(() => document.documentElement.scrollWidth === innerWidth ? []
    : [...document.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > innerWidth)
      .map((one) => `${one.localName}.${one.className}`));
}

export async function takeScreenshot(page, name) {
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
