// Tests each rule with a fault planted in a correct workflow.

import assert from "node:assert/strict";
import { test } from "node:test";
import { absentJobs, absentRun, disagreements, faultsOf, scriptsOf } from "./rules.mjs";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const GOOD = `
on: [push]
permissions: {}
defaults:
  run:
    shell: bash
concurrency:
  group: good
jobs:
  first:
    permissions:
      contents: read
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${COMMIT} # v6.0.2
        with:
          persist-credentials: false
      - name: Greet
        run: echo "$GREETING"
  second:
    permissions: {}
    uses: ./.github/workflows/other.yml
`;

test("a correct workflow has no faults", () => {
  assert.deepEqual(faultsOf(GOOD), []);
});

const PLANTED = [
  ["permissions: {}\ndefaults", "defaults", /at the top/],
  ["permissions: {}\ndefaults", "permissions: write-all\ndefaults", /at the top/],
  ["concurrency:\n  group: good\n", "", /concurrency group/],
  ["shell: bash", "shell: sh", /defaults.run.shell/],
  ["on: [push]", "on:\n  pull_request_target:", /pull_request_target/],
  [`@${COMMIT} # v6.0.2`, "@v6", /pin by commit/],
  [`@${COMMIT} # v6.0.2`, `@${COMMIT}`, /pin by commit/],
  [`@${COMMIT} # v6.0.2`, `@${COMMIT.slice(1)} # v6.0.2`, /pin by commit/],
  ["    permissions:\n      contents: read\n", "", /job first: list its permissions/],
  ["    permissions:\n      contents: read\n", "    permissions: read-all\n", /job first: list/],
  ["    permissions: {}\n    uses: ./", "    uses: ./", /job second: list its permissions/],
  ["    timeout-minutes: 5\n", "", /set timeout-minutes/],
  ["ubuntu-24.04", "ubuntu-latest", /use a fixed version/],
  ["\"$GREETING\"", "${{ github.event.head_commit.message }}", /environment variable/],
  ["persist-credentials: false", "fetch-depth: 1", /persist-credentials/],
];

for (const [good, bad, message] of PLANTED) {
  test(`${JSON.stringify(bad)} is a fault`, () => {
    assert.ok(GOOD.includes(good), "the correct workflow contains the text to replace");
    const faults = faultsOf(GOOD.replace(good, bad));
    assert.equal(faults.length, 1, faults.join("\n"));
    assert.match(faults[0], message);
  });
}

test("one action pinned to two commits is a fault", () => {
  assert.deepEqual(disagreements([GOOD, GOOD]), []);
  assert.match(disagreements([GOOD, GOOD.replaceAll("01234567 #", "fffffff7 #")])[0], /actions\/checkout/);
});

test("scripts are found in workflows and in a buildspec", () => {
  assert.deepEqual(scriptsOf(GOOD), [["first: Greet", 'echo "$GREETING"']]);
  const buildspec = "version: 0.2\nphases:\n  build:\n    commands:\n      - one\n      - two\n";
  assert.deepEqual(scriptsOf(buildspec), [["phases", "one\ntwo"]]);
});

test("a test job that no workflow runs is a fault", () => {
  const workflow = `
jobs:
  unit:
    steps:
      - run: ./make.sh test --only unit
  tier:
    strategy: {matrix: {job: [e2e, model]}}
    steps:
      - run: sudo ./make.sh test --only "$JOB"
`;
  assert.deepEqual(absentJobs(workflow, ["unit", "e2e", "model"]), []);
  assert.deepEqual(absentJobs(workflow, ["unit", "image"]), ["no job runs: ./make.sh test --only image"]);
});

test("a buildspec that does not run .ci/run is a fault", () => {
  assert.deepEqual(absentRun("  - PATH=a:b .ci/run\n  - echo"), []);
  assert.match(absentRun("  - ./make.sh test\n")[0], /\.ci\/run/);
});
