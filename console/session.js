// The operator's token: in this tab until it is closed, and never in the address bar for longer than a moment.

const KEY = "streamgate.token";

/** @type {import("./types.js").Me | null} */
let me = null;

/** Takes the token of a link (`#token=...`) out of the address bar. Returns whether there was one. */
export function takeTokenFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) {
    return false;
  }
  history.replaceState(null, "", `${location.pathname}#/`);
  keep(token);
  return true;
}

/** @param {string} token */
export function keep(token) {
  me = null;
  sessionStorage.setItem(KEY, token);
}

export function forget() {
  me = null;
  sessionStorage.removeItem(KEY);
}

export function token() {
  return sessionStorage.getItem(KEY);
}

/** @param {import("./types.js").Me} operator */
export function setOperator(operator) {
  me = operator;
}

export function operator() {
  return me;
}

/** @type {import("./types.js").Role[]} */
const ROLES = ["read", "operate", "erase"];

/**
 * Whether the operator's role is this one, or includes it.
 * @param {import("./types.js").Role} role
 */
export function may(role) {
  return me !== null && ROLES.indexOf(me.role) >= ROLES.indexOf(role);
}
