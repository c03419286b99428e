// Opens the operators' console of a server with three operators, one of each role.

import { createHash } from "node:crypto";
import { openPage } from "./browser.mjs";
import { startServer } from "./server.mjs";

const { JAR } = process.env;
const ROLES = ["read", "operate", "erase"];

export const tokenOf = (role) => `${role}-token-of-a-test-0123456789abcdefghij`;
const hashOf = (role) => createHash("sha256").update(tokenOf(role)).digest("hex");

/** A setting for each store that the console is tested with. */
export const STORES = [{ STREAMGATE_STORE: "memory" }, { STREAMGATE_STORE: "sqlite" }];

/** Starts a server with operators. */
export function startOperatedServer(settings = {}) {
  return startServer(JAR, {
    STREAMGATE_OPERATORS: ROLES.map((role) => `test-${role}:${role}:${hashOf(role)}`).join(","), ...settings,
  });
}

/** Opens the console, signed in by a link if a role is given. */
export async function openConsole(browser, server, role, options = {}) {
  const opened = await openPage(browser, server.management, { permissions: ["clipboard-read", "clipboard-write"], ...options });
  const { page } = opened;
  await page.goto(`${server.management}/console/${role ? `#token=${tokenOf(role)}` : ""}`);
  await page.getByRole("heading", { level: 1, name: role ? "Overview" : "Sign in" }).waitFor();
  return opened;
}

/** Opens the page of a viewer, and waits until it is filled. */
export async function openViewer(page, viewer) {
  await page.getByRole("searchbox", { name: "Viewer id" }).fill(viewer);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: viewer, exact: true }).waitFor();
  await page.getByRole("heading", { name: "Audit" }).waitFor();
}

/** Starts a stream. Returns it. */
export async function start(server, viewer, body = {}) {
  const response = await fetch(`${server.origin}/api/v1/stream`, {
    method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", "x-forwarded-for": viewer },
  });
  return response.json();
}

/** Calls the operators' API. */
export function operatorCall(server, role, path, request = {}) {
  return fetch(`${server.management}/admin/v1${path}`,
    { ...request, headers: { authorization: `Bearer ${tokenOf(role)}`, ...request.headers } });
}

/** The faults of a page, without the polls that end with the page. */
export function lasting(faults) {
  return faults.filter((one) => !one.endsWith("net::ERR_ABORTED"));
}
