// Elements, built without markup: text from players and operators is only ever a text node.

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, unknown>} Properties */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Creates an element. A function is a listener (`onclick`), true is an attribute without a value, and false, null and
 * undefined are left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  set(element, properties);
  append(element, children);
  return element;
}

/**
 * Creates an element of a drawing.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties} [properties]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, properties = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  set(element, properties);
  append(element, children);
  return element;
}

/**
 * @param {Element} element
 * @param {Properties} properties
 */
function set(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
}

/**
 * @param {Element} element
 * @param {Child[]} children
 */
function append(element, children) {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

/**
 * Replaces the children. The focus stays on the element with the same `data-key`, and what was unfolded stays unfolded.
 * @param {Element} parent
 * @param {...Child} children
 */
export function replace(parent, ...children) {
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && parent.contains(active) ? active.dataset.key : undefined;
  const open = new Set([...parent.querySelectorAll("details[open]")].map(keyOf));
  parent.replaceChildren();
  append(parent, children);
  for (const one of parent.querySelectorAll("details")) {
    one.open ||= one.dataset.key !== undefined && open.has(one.dataset.key);
  }
  if (focused !== undefined) {
    const again = [...parent.querySelectorAll("[data-key]")].find((one) => keyOf(one) === focused);
    /** @type {HTMLElement | undefined} */ (again)?.focus({ preventScroll: true });
  }
}

/** @param {Element} element */
function keyOf(element) {
  return /** @type {HTMLElement} */ (element).dataset.key;
}

/**
 * The element with this id, which is in index.html.
 * @param {string} id
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`index.html has no #${id}`);
  }
  return element;
}

/**
 * Has screen readers say this. Said twice in a row, it is heard twice.
 * @param {string} text
 */
export function announce(text) {
  const announcer = byId("announcer");
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = text; }, 50);
}

/**
 * Moves the focus to a heading or another element that is no control.
 * @param {HTMLElement} element
 */
export function focusOn(element) {
  element.tabIndex = -1;
  element.focus();
}
