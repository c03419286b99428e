/**
 * Runs a task now and then again and again, each time this long after the last run has ended, but not while the page is
 * hidden. A page that is shown again runs it at once.
 * @param {() => Promise<unknown>} task does not fail
 * @param {number} everyMs
 * @returns {() => void} stops it
 */
export function poll(task, everyMs) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let running = false;
  let stopped = false;
  const next = async () => {
    if (running || stopped || document.hidden) {
      return;
    }
    clearTimeout(timer);
    running = true;
    await task();
    running = false;
    if (!stopped && !document.hidden) {
      timer = setTimeout(next, everyMs);
    }
  };
  const shown = () => (document.hidden ? clearTimeout(timer) : next());
  document.addEventListener("visibilitychange", shown);
  next();
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", shown);
  };
}
