// Tests what operators do in the console, on each store: by keyboard alone, by mouse, and how many presses it takes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { startBrowser } from "./browser.mjs";
import { lasting, openConsole, openViewer, operatorCall, start, startOperatedServer, STORES } from "./console.mjs";
import { openPlayer, startPlayerSite } from "./player.mjs";

const MOST_PRESSES = 8;
const NOTE = "Please call us <now>";

let browser, site;
let viewers = 0;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startPlayerSite()]);
});
after(async () => {
  await browser?.close();
  site?.close();
});

const newViewer = () => `198.51.100.${++viewers}`;

/** Counts the keys and clicks; a chord such as Ctrl+V is one. */
function countedHands(page) {
  const hands = { presses: 0 };
  hands.press = async (key) => {
    hands.presses++;
    await page.keyboard.press(key);
  };
  hands.click = async (locator) => {
    hands.presses++;
    await locator.click();
  };
  return hands;
}

/** The next Wednesday, so that Sunday is not today. */
function nextWednesday() {
  const day = new Date();
  day.setDate(day.getDate() + (10 - day.getDay()) % 7);
  day.setHours(12, 0, 0, 0);
  return day;
}

function sundayAfter(day) {
  const sunday = new Date(day);
  sunday.setDate(day.getDate() + 7 - day.getDay());
  sunday.setHours(23, 59, 0, 0);
  return sunday;
}

for (const store of STORES) {
  describe(`on the store ${store.STREAMGATE_STORE}`, () => {
    let server;

    before(async () => {
      server = await startOperatedServer({
        ...store, STREAMGATE_CORS_ORIGINS: site.origin, STREAMGATE_HEARTBEAT_INTERVAL: "PT1S",
      });
    });
    after(() => server?.stop());

    /** Opens the console with the viewer's id in the clipboard, which is where the presses are counted from. */
    async function withIdInClipboard(viewer, role = "operate") {
      const opened = await openConsole(browser, server, role);
      await opened.page.evaluate((id) => navigator.clipboard.writeText(id), viewer);
      return { ...opened, hands: countedHands(opened.page) };
    }

    async function shown(viewer) {
      return (await operatorCall(server, "read", `/viewers/${encodeURIComponent(viewer)}`)).json();
    }

    async function lookUp({ page, hands }, viewer) {
      await hands.press("Control+V");
      await hands.press("Enter");
      await page.getByRole("heading", { level: 1, name: viewer, exact: true }).waitFor();
    }

    test("by keyboard alone, a limit is raised until Sunday in at most eight presses", async () => {
      const viewer = newViewer();
      const { page, hands, faults, close } = await withIdInClipboard(viewer);
      const wednesday = nextWednesday();
      await page.clock.setFixedTime(wednesday);
      await lookUp({ page, hands }, viewer);
      await page.getByRole("button", { name: "Change the limit" }).waitFor();
      await hands.press("Tab");
      await hands.press("Enter");
      await page.getByRole("dialog", { name: "Change the limit" }).waitFor();
      await hands.press("5");
      await hands.press("Tab");
      await hands.press("ArrowDown");
      await hands.press("Enter");
      await page.getByText(/^The limit is 5 until/).first().waitFor();
      assert.ok(hands.presses <= MOST_PRESSES, `it takes ${hands.presses} presses`);
      const { override, limit, limit_from: from } = await shown(viewer);
      assert.deepEqual({ limit, from, until: Date.parse(override.until), by: override.by },
        { limit: 5, from: "override", until: sundayAfter(wednesday).getTime(), by: "test-operate" });
      await page.waitForFunction(() => document.activeElement?.localName === "h1");
      await page.getByRole("status").getByText(/^The limit is 5 until/).waitFor({ state: "attached" });
      assert.deepEqual(lasting(faults), []);
      await close();
    });

    test("by keyboard alone, a stream is ended in at most eight presses", async () => {
      const viewer = newViewer();
      await start(server, viewer, { video_name: "Alien", device_name: "TV" });
      const { page, hands, close } = await withIdInClipboard(viewer);
      await lookUp({ page, hands }, viewer);
      await page.getByRole("button", { name: "End Alien on TV" }).waitFor();
      await hands.press("Tab");
      await hands.press("Tab");
      await hands.press("Enter");
      await page.getByRole("dialog", { name: "End “Alien”?" }).waitFor();
      await hands.press("Enter");
      await page.getByText("“Alien” on TV has ended.").first().waitFor();
      assert.ok(hands.presses <= MOST_PRESSES, `it takes ${hands.presses} presses`);
      const { streams, history } = await shown(viewer);
      assert.deepEqual([streams.length, history[0].reason, history[0].by.role], [0, "terminated", "operate"]);
      await page.getByText("Ended by an operator").waitFor();
      await page.waitForFunction(() => document.activeElement?.textContent === "Streams");
      await close();
    });

    test("by mouse, a limit is raised until Sunday and a stream ended in at most eight clicks each", async () => {
      const viewer = newViewer();
      await start(server, viewer, { video_name: "Alien", device_name: "TV" });
      for (const act of ["limit", "end"]) {
        const { page, hands, close } = await withIdInClipboard(viewer);
        await page.clock.setFixedTime(nextWednesday());
        await hands.click(page.getByRole("searchbox"));
        await hands.press("Control+V"); // a paste, which a mouse makes of its menu
        await hands.click(page.getByRole("button", { name: "Look up" }));
        if (act === "limit") {
          await hands.click(page.getByRole("button", { name: "Change the limit" }));
          await hands.click(page.getByRole("radio", { name: /^Sun/ }));
          await hands.click(page.getByRole("button", { name: "Set the limit" }));
          await page.getByText(/^The limit is 4 until/).first().waitFor();
        } else {
          await hands.click(page.getByRole("button", { name: "End Alien on TV" }));
          await hands.click(page.getByRole("button", { name: "End the stream" }));
          await page.getByText("“Alien” on TV has ended.").first().waitFor();
        }
        assert.ok(hands.presses <= MOST_PRESSES, `it takes ${hands.presses} clicks`);
        await close();
      }
      const { streams, limit } = await shown(viewer);
      assert.deepEqual([streams.length, limit], [0, 4]);
    });

    test("a stream that is ended in the console stops its player, which shows the note", async () => {
      const viewer = newViewer();
      const player = await openPlayer(browser, site, server, viewer);
      const { page, close } = await openConsole(browser, server, "operate");
      await openViewer(page, viewer);
      await page.getByRole("button", { name: /^End Big Buck Bunny/ }).click();
      await page.getByLabel("Note for the viewer").fill(NOTE);
      await page.getByLabel("Reason, for the audit").fill("Ticket 4711");
      assert.equal(await player.isPlaying(), true);
      await page.getByRole("button", { name: "End the stream" }).click();
      await player.says(`Ended by the service: ${NOTE}`);
      assert.equal(await player.isPlaying(), false);
      await page.getByText("Ticket 4711").waitFor();
      await player.close();
      await close();
    });

    test("all streams are ended, an override is removed, and both are in the audit", async () => {
      const viewer = newViewer();
      await start(server, viewer, { video_name: "Alien" });
      await start(server, viewer, { video_name: "Brazil" });
      const { page, close } = await openConsole(browser, server, "operate");
      await openViewer(page, viewer);
      await page.getByRole("button", { name: "End all 2 streams" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "End all 2 streams" }).click();
      await page.getByText("2 streams ended.").first().waitFor();
      await page.getByRole("button", { name: "Change the limit" }).click();
      await page.getByRole("radio", { name: "Unlimited" }).check();
      await page.getByLabel("Note, for other operators").fill("A guest of the house");
      await page.getByRole("button", { name: "Set the limit" }).click();
      await page.getByText("A guest of the house").waitFor();
      assert.equal((await shown(viewer)).limit, null);
      await page.getByRole("button", { name: "Remove the override" }).click();
      await page.getByLabel("Reason, for the audit").fill("No longer a guest");
      await page.getByRole("dialog").getByRole("button", { name: "Remove the override" }).click();
      await page.getByText("The override is removed.").first().waitFor();
      assert.equal((await shown(viewer)).override, null);
      const audit = page.getByRole("region", { name: "Audit" });
      for (const text of ["Ended all streams", "Set an override", "Removed the override", "No longer a guest"]) {
        await audit.getByText(text).waitFor();
      }
      await close();
    });

    test("an error keeps the dialog open with what was entered, and says what to change", async () => {
      const { page, faults, close } = await openConsole(browser, server, "operate");
      await openViewer(page, newViewer());
      await page.getByRole("button", { name: "Change the limit" }).click();
      await page.getByRole("radio", { name: "Another time" }).check();
      await page.getByLabel("Ends at").fill("2001-01-01T00:00");
      await page.getByLabel("Note, for other operators").fill("Kept");
      await page.getByRole("button", { name: "Set the limit" }).click();
      const problem = page.getByRole("dialog").getByRole("alert");
      await problem.getByText(/Request/).waitFor();
      assert.match(await problem.innerText(), /until/);
      assert.equal(await page.getByLabel("Note, for other operators").inputValue(), "Kept");
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      assert.equal(lasting(faults).length, 1, "the browser logs the 400");
      await close();
    });

    test("the history has pages", async () => {
      const viewer = newViewer();
      for (let number = 0; number < 25; number++) {
        await start(server, viewer, { video_name: `Film ${number}`, video_ended: true });
      }
      const { page, close } = await openConsole(browser, server, "read");
      await openViewer(page, viewer);
      const rows = page.getByRole("region", { name: "History" }).locator("tbody tr");
      for (const count of [10, 20, 25]) {
        await rows.nth(count - 1).waitFor();
        assert.equal(await rows.count(), count);
        if (count < 25) {
          await page.getByRole("button", { name: "Show older streams" }).click();
        }
      }
      assert.equal(await page.getByRole("button", { name: "Show older streams" }).count(), 0);
      await close();
    });

    test("a viewer's data is exported, and erased once the id is typed", async () => {
      const viewer = newViewer();
      await start(server, viewer, { video_name: "Alien" });
      const { page, close } = await openConsole(browser, server, "erase");
      await openViewer(page, viewer);
      await page.getByRole("button", { name: "Export" }).click();
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download the file" }).click();
      const file = JSON.parse(readFileSync(await (await download).path(), "utf8"));
      assert.deepEqual([file.viewer, file.streams[0].video_name], [viewer, "Alien"]);
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Erase" }).click();
      await page.getByLabel("Type the viewer's id to confirm").fill(`${viewer}0`);
      await page.getByRole("button", { name: "Erase the viewer" }).click();
      assert.equal((await shown(viewer)).streams.length, 1, "another id erases nothing");
      await page.getByLabel("Type the viewer's id to confirm").fill(viewer);
      await page.getByRole("button", { name: "Erase the viewer" }).click();
      await page.getByText(/^(The viewer is erased|The erasure is complete)/).first().waitFor();
      const left = await shown(viewer);
      assert.deepEqual([left.streams.length, left.history.length], [0, 0]);
      await close();
    });
  });
}
