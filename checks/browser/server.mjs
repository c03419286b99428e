// Starts the jar on free ports of 127.0.0.1, on the memory store and with no settings but those that are given.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const STARTS_WITHIN_MS = 30_000;
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";

/** A server that answers: where, and how to stop it. */
export async function startServer(jar, settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), "streamgate-browser-"));
  const server = spawn(java, ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar], {
    cwd: folder, // where there is no .env
    env: {
      PATH: process.env.PATH, HOST: "127.0.0.1", PORT: "0", STREAMGATE_MANAGEMENT_PORT: "0",
      STREAMGATE_STORE: "memory", STREAMGATE_LOG: "json", ...settings,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(server, "exit");
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = setTimeout(() => server.kill("SIGKILL"), STARTS_WITHIN_MS);
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.includes('"streamgate is ready"')) {
      clearTimeout(deadline);
      server.stdout.resume(); // what nobody reads must not fill the pipe
      const port = JSON.parse(line).kvpList.find((pair) => pair.port !== undefined).port;
      return { origin: `http://127.0.0.1:${port}`, stop };
    }
  }
  await stop();
  throw new Error(`${jar} did not start: what it says stands above`);
}
