// The frame of the console: the session, the pages by hash, and the banner when the server is silent.

import { calls } from "./api.js";
import { closeAll } from "./dialog.js";
import { byId, focusOn, h, replace } from "./dom.js";
import { nodesPage } from "./node.js";
import { overviewPage } from "./overview.js";
import { plansPage } from "./plans.js";
import { forget, operator, takeTokenFromAddress, token } from "./session.js";
import { failureOf, signIn, signInPage } from "./signin.js";
import { timeOf } from "./time.js";
import { noViewerPage, viewerPage } from "./viewer.js";
import { startWatching, stopWatching } from "./watch.js";

/**
 * @typedef {object} Page
 * @property {string} title
 * @property {HTMLElement} element
 * @property {() => void} [stop] called when the page is left
 * @property {() => void} [focus] where the focus goes; to the first heading without it
 */

const main = byId("main");
const navigation = part("nav");
const search = part("form[role=search]");
const account = part(".account");
const offline = byId("offline");

/** The last viewer, to whom the navigation leads back. */
let lastViewer = "";
/** @type {Page | null} */
let current = null;

const field = h("input", {
  type: "search", name: "viewer", required: true, maxlength: 128, placeholder: "Viewer id", "aria-label": "Viewer id",
  autocomplete: "off", spellcheck: "false", oninput: () => field.setCustomValidity(""),
});

/** @param {string} selector */
function part(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}

/**
 * @param {Page} page
 * @param {boolean} [moveFocus]
 */
function show(page, moveFocus = true) {
  current?.stop?.();
  current = page;
  document.title = `${page.title} - Streamgate console`;
  replace(main, page.element);
  scrollTo(0, 0);
  if (moveFocus) {
    const heading = main.querySelector("h1");
    page.focus ? page.focus() : heading && focusOn(heading);
  }
}

/** The segments of the address after the hash, decoded; null if they are malformed. */
function place() {
  try {
    return location.hash.slice(1).split("/").slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** @param {boolean} [moveFocus] */
function route(moveFocus = true) {
  const [name = "", argument = ""] = place() ?? ["malformed"];
  if (name === "viewer" && argument !== "") {
    lastViewer = argument;
  }
  showNavigation(name);
  show(pageOf(name, argument), moveFocus);
  if (name === "viewer" && argument === "") {
    field.focus();
  }
}

/**
 * @param {string} name
 * @param {string} argument
 * @returns {Page}
 */
function pageOf(name, argument) {
  switch (name) {
    case "": return overviewPage();
    case "viewer": return argument === "" ? noViewerPage() : viewerPage(argument);
    case "plans": return plansPage();
    case "nodes": return nodesPage();
    default: return { title: "No such page", element: h("div", {}, h("div", { class: "head" }, h("h1", {}, "No such page")),
      h("p", {}, "The address leads nowhere. ", h("a", { href: "#/" }, "Go to the overview"))) };
  }
}

/** @param {string} name */
function showNavigation(name) {
  const links = [["", "Overview", "#/"], ["viewer", "Viewer", `#/viewer${lastViewer && `/${encodeURIComponent(lastViewer)}`}`],
    ["plans", "Plans", "#/plans"], ["nodes", "Nodes", "#/nodes"]];
  replace(navigation, ...links.map(([page, label, href]) =>
    h("a", { href, "aria-current": page === name && "page", "data-key": page }, label)));
}

/** @param {SubmitEvent} event */
function lookUp(event) {
  event.preventDefault();
  const id = field.value.trim();
  // a browser takes these for steps in a path, however they are encoded
  if (id === "." || id === "..") {
    field.setCustomValidity("A browser cannot ask for this viewer. Use curl with --path-as-is.");
    field.reportValidity();
    return;
  }
  field.value = "";
  const hash = `#/viewer/${encodeURIComponent(id)}`;
  if (location.hash === hash) {
    route();
  } else {
    location.hash = hash;
  }
}

/** Signs in with the token of this tab, if there is one. */
async function begin() {
  if (token() === null) {
    askForToken();
    return;
  }
  const failure = await signIn();
  if (failure === null) {
    enter();
  } else if (token() === null) {
    askForToken(failure);
  } else {
    show({ title: "No answer", element: h("div", { class: "card sign-in" }, h("h1", {}, "No answer"), failure,
      h("div", { class: "buttons" }, h("button", { type: "button", class: "primary", onclick: begin }, "Try again"),
        h("button", { type: "button", onclick: () => leave() }, "Sign out"))) });
  }
}

function enter() {
  const { name = "", role = "" } = operator() ?? {};
  replace(account, h("span", {}, h("strong", {}, name), h("span", { class: "badge" }, role)),
    h("button", { type: "button", class: "quiet", onclick: () => leave() }, "Sign out"));
  frame(true);
  route(false);
  startWatching();
  field.focus();
}

/** @param {HTMLElement} [why] */
function leave(why) {
  forget();
  stopWatching();
  closeAll();
  askForToken(why);
}

/** @param {HTMLElement} [why] */
function askForToken(why) {
  frame(false);
  show(signInPage(why, enter));
}

/** @param {boolean} isSignedIn */
function frame(isSignedIn) {
  navigation.hidden = search.hidden = account.hidden = !isSignedIn;
}

replace(search, field, h("button", { type: "submit" }, "Look up"));
search.addEventListener("submit", (event) => lookUp(/** @type {SubmitEvent} */ (event)));

calls.addEventListener("rejected", (event) => {
  if (operator() !== null) {
    leave(failureOf(/** @type {CustomEvent} */ (event).detail));
  }
});
calls.addEventListener("silent", () => {
  if (operator() !== null && offline.hidden) {
    replace(offline, "The server does not answer since ", timeOf(new Date().toISOString()),
      ". What you see is from before; the console keeps trying.");
    offline.hidden = false;
  }
});
calls.addEventListener("answered", () => { offline.hidden = true; });

addEventListener("hashchange", () => {
  if (takeTokenFromAddress()) {
    begin();
  } else if (operator() !== null) {
    route();
  }
});
takeTokenFromAddress();
begin();
