// A player's page on a site of its own: it plays, sends heartbeats, and stops when it is told to.

import { createServer } from "node:http";
import { openPage } from "./browser.mjs";

const PAGE = `<!doctype html>
<html lang="en"><title>Player</title>
<video muted></video>
<p id="said"></p>
<script type="module">
const [api, viewer] = location.hash.slice(1).split(",").map(decodeURIComponent);
const video = document.querySelector("video");
const canvas = document.createElement("canvas");
const picture = canvas.getContext("2d");
setInterval(() => {
  picture.fillStyle = "hsl(" + performance.now() / 20 + " 50% 50%)";
  picture.fillRect(0, 0, canvas.width, canvas.height);
}, 50);
video.srcObject = canvas.captureStream(20);

const post = (path, headers, body) => fetch(api + path, { method: "POST", headers, body });
const started = await post("/api/v1/stream", { "content-type": "application/json", "x-forwarded-for": viewer },
  JSON.stringify({ video_name: "Big Buck Bunny", device_name: "A player's page" }));
const { stream_id: id, stream_token: token, heartbeat_interval_ms: interval } = await started.json();
await video.play();
for (let plays = true; plays;) {
  await new Promise((later) => setTimeout(later, interval));
  const answer = await post("/api/v1/streams/" + id + "/heartbeat", { "stream-token": token });
  if (answer.status === 410) {
    const { reason, by } = await answer.json();
    plays = false;
    video.pause();
    document.querySelector("#said").textContent = reason === "terminated" ? "Ended by the service: " + by.note : "Ended: " + reason;
  }
}
</script>
`;

/** Starts the site. */
export async function startPlayerSite() {
  const site = createServer((_, response) => response.setHeader("content-type", "text/html; charset=utf-8").end(PAGE));
  await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${site.address().port}`, close: () => site.close() };
}

/** Opens the page, and waits until it plays. */
export async function openPlayer(browser, site, server, viewer) {
  const { page, close } = await openPage(browser, site.origin);
  await page.goto(`${site.origin}/#${[server.origin, viewer].map(encodeURIComponent).join(",")}`);
  await page.waitForFunction(() => document.querySelector("video").currentTime > 0);
  return {
    close,
    isPlaying: () => page.evaluate(() => !document.querySelector("video").paused),
    says: (text) => page.getByText(text, { exact: true }).waitFor(),
  };
}
