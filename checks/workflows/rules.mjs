// The project's rules for workflows, in addition to GitHub's schema. Each rule returns a list of faults, as sentences.

import { parse } from "yaml";

const PINNED = /uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
const OURS = /uses: \.\//;

/** The faults of one workflow. */
export function faultsOf(text) {
  const workflow = parse(text);
  const jobs = Object.entries(workflow.jobs);
  return [
    ...ofWorkflow(workflow),
    ...ofUses(text),
    ...jobs.flatMap(([name, job]) => ofJob(name, job)),
  ];
}

/** Actions that several workflows pin to different commits. */
export function disagreements(texts) {
  const pins = texts.flatMap((text) => [...text.matchAll(/uses: ([\w./-]+)@(\S+)/g)]);
  const commits = new Map();
  for (const [, action, commit] of pins) {
    commits.set(action, (commits.get(action) ?? new Set()).add(commit));
  }
  return [...commits]
    .filter(([, found]) => found.size > 1)
    .map(([action]) => `${action} is pinned to several commits`);
}

/** The jobs of `make.sh test --jobs` that a workflow does not run: by name, or in a matrix. */
export function absentJobs(text, names) {
  const jobs = Object.values(parse(text).jobs);
  const run = jobs.flatMap((job) => (job.steps ?? []).flatMap((step) => {
    const [, only] = /\.\/make\.sh test --only (\S+)/.exec(step.run ?? "") ?? [];
    return only === '"$JOB"' ? job.strategy?.matrix?.job ?? [] : [only];
  }));
  return names.filter((name) => !run.includes(name)).map((name) => `no job runs: ./make.sh test --only ${name}`);
}

/** A fault if a buildspec does not run all checks. */
export function absentRun(text) {
  return /\.ci\/run$/m.test(text) ? [] : ["no command runs .ci/run"];
}

/** The shell scripts in a workflow or a buildspec: pairs of name and script. */
export function scriptsOf(text) {
  const document = parse(text);
  if (document.phases) {
    return [["phases", Object.values(document.phases).flatMap((phase) => phase.commands).join("\n")]];
  }
  return Object.entries(document.jobs).flatMap(([name, job]) =>
    (job.steps ?? []).filter((step) => step.run).map((step) =>
      [`${name}: ${step.name ?? step.run}`, step.run]));
}

function ofWorkflow(workflow) {
  const faults = [];
  if (JSON.stringify(workflow.permissions) !== "{}") {
    faults.push("set `permissions: {}` at the top, and list the required permissions in each job");
  }
  if (!workflow.concurrency?.group) {
    faults.push("set a concurrency group");
  }
  if (workflow.defaults?.run?.shell !== "bash") {
    faults.push("set defaults.run.shell to bash, so that a failure within a pipe fails the step");
  }
  for (const event of ["pull_request_target", "workflow_run"]) {
    if (workflow.on && Object.hasOwn(workflow.on, event)) {
      faults.push(`${event} lets code from forks run with the repository's permissions`);
    }
  }
  return faults;
}

function ofUses(text) {
  return text.split("\n")
    .filter((line) => /^\s*(- )?uses:/.test(line) && !OURS.test(line) && !PINNED.test(line))
    .map((line) => `pin by commit, with the version as a comment: ${line.trim()}`);
}

function ofJob(name, job) {
  const faults = [];
  if (typeof job.permissions !== "object" || job.permissions === null) {
    faults.push(`job ${name}: list its permissions`);
  }
  if (job.uses) {
    return faults;
  }
  if (!Number.isInteger(job["timeout-minutes"])) {
    faults.push(`job ${name}: set timeout-minutes`);
  }
  if (String(job["runs-on"]).endsWith("-latest")) {
    faults.push(`job ${name}: use a fixed version instead of ${job["runs-on"]}`);
  }
  return [...faults, ...job.steps.flatMap((step) => ofStep(name, step))];
}

function ofStep(job, step) {
  const faults = [];
  if (step.run?.includes("${{")) {
    faults.push(`job ${job}: pass the value of \${{ }} as an environment variable: ${step.run.trim()}`);
  }
  if (step.uses?.startsWith("actions/checkout@") && step.with?.["persist-credentials"] !== false) {
    faults.push(`job ${job}: check out with persist-credentials: false`);
  }
  return faults;
}
