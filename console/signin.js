import { me, NoAnswer, Refused } from "./api.js";
import { h, replace } from "./dom.js";
import { problemOf } from "./problem.js";
import { forget, keep, setOperator } from "./session.js";

/**
 * The form that asks for a token.
 * @param {import("./dom.js").Child} why the operator sees it, if there is a reason
 * @param {() => void} signedIn called when the token was accepted
 * @returns {import("./main.js").Page}
 */
export function signInPage(why, signedIn) {
  const fault = h("div", {}, why);
  const button = h("button", { type: "submit", class: "primary" }, "Sign in");
  const input = h("input", {
    type: "password", name: "token", required: true, autofocus: true, autocomplete: "off", spellcheck: "false",
    "aria-describedby": "token-hint",
  });
  const form = h("form", { class: "card sign-in" },
    h("h1", {}, "Sign in"),
    h("div", { class: "field" },
      h("label", {}, h("span", {}, "Operator's token"), input),
      h("p", { class: "fine", id: "token-hint" },
        "The token whose hash is in STREAMGATE_OPERATORS, or one of your identity provider. "
        + "This tab keeps it until you sign out or close the tab.")),
    fault,
    h("div", { class: "buttons" }, button));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    keep(input.value.trim());
    const failure = await signIn();
    button.disabled = false;
    if (failure === null) {
      signedIn();
    } else {
      replace(fault, failure);
      input.focus();
      input.select();
    }
  });
  return { title: "Sign in", element: form, focus: () => input.focus() };
}

/**
 * Asks the server whose token this is. Returns what to show if it is nobody's.
 * @returns {Promise<HTMLElement | null>}
 */
export async function signIn() {
  try {
    setOperator(await me());
    return null;
  } catch (error) {
    // a token that the server could not check may be right
    if (!(error instanceof NoAnswer) && !(error instanceof Refused && error.status >= 500)) {
      forget();
    }
    return failureOf(error);
  }
}

/**
 * What to do about a failed sign-in.
 * @param {unknown} error
 */
export function failureOf(error) {
  const box = problemOf(error);
  const advice = error instanceof Refused ? adviceOn(error.status) : null;
  if (advice !== null) {
    box.append(h("p", {}, advice));
  }
  return box;
}

/** @param {number} status */
function adviceOn(status) {
  switch (status) {
    case 401: return "Enter a token that is valid on this node. Tokens are set in STREAMGATE_OPERATORS; one that a server "
      + "in development prints is valid until that server restarts.";
    case 404: return "This node has no operators, so its API is off. Set STREAMGATE_OPERATORS and restart it.";
    default: return null;
  }
}
