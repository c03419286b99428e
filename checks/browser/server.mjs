// Starts the jar on free ports of 127.0.0.1, with the memory store and no settings except the given ones.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const START_TIMEOUT_MS = 30_000;
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";

/** Starts a server and waits until it is ready. Returns the origins of its ports, and a function that stops it. */
export async function startServer(jar, settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), "streamgate-browser-"));
  const server = spawn(java, ["-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1", "-jar", jar], {
    cwd: folder, // contains no .env
    env: {
      PATH: process.env.PATH, HOST: "127.0.0.1", PORT: "0", STREAMGATE_MANAGEMENT_PORT: "0",
      STREAMGATE_STORE: "memory", STREAMGATE_LOG: "json", ...settings,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(server, "exit");
  const stop = async () => {
    server.kill("SIGTERM");
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = setTimeout(() => server.kill("SIGKILL"), START_TIMEOUT_MS);
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.includes('"streamgate is ready"')) {
      clearTimeout(deadline);
      server.stdout.resume(); // discards the rest of the output, which would fill the pipe
      const originOf = (port) =>
        `http://127.0.0.1:${JSON.parse(line).kvpList.find((pair) => pair[port] !== undefined)[port]}`;
      return { origin: originOf("port"), management: originOf("management_port"), stop };
    }
  }
  await stop();
  throw new Error(`${jar} did not start; its error output is above`);
}
