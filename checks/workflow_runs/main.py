#!/usr/bin/env python3
"""Runs the tests in this folder, in order, and then checks that they ran every step of every workflow.

checks/test-workflows.sh sets the variables that scene.py reads.
"""

import pathlib
import sys
import unittest

import jobs
import stand_ins
import yaml
from scene import PROJECT

TESTS = ("test_expressions", "test_tested", "test_refused", "test_account")


def main():
    print("\n".join(("workflows: the stand-ins for actions and programs:", *stand_ins.rows())))
    suite = unittest.TestLoader().loadTestsFromNames(sys.argv[1:] or TESTS)
    passed = unittest.TextTestRunner().run(suite).wasSuccessful()
    faults = [] if sys.argv[1:] else [*absent_steps(), *one_kind_only(), *outputs_never_set(), *absent_rows()]
    for fault in faults:
        print(f"workflows: {fault}", file=sys.stderr)
    sys.exit(0 if passed and not faults else 1)


def steps():
    """Each step of the workflows: (workflow, job, number)."""
    for file in sorted((PROJECT / ".github/workflows").glob("*.yml")):
        for name, job in yaml.safe_load(file.read_text())["jobs"].items():
            for number, _ in enumerate(job.get("steps", [])):
                yield file.name, name, number


def absent_steps():
    ran = {(workflow, job, number) for workflow, job, number, _ in jobs.steps_run}
    return [f"{workflow}: {job}: step {number + 1} never ran" for workflow, job, number in steps()
            if (workflow, job, number) not in ran]


def one_kind_only():
    """Steps that ran with keys but not with a role, or the other way round."""
    kinds = {}
    for workflow, job, number, kind in jobs.steps_run:
        if kind:
            kinds.setdefault((workflow, job, number), set()).add(kind)
    return [f"{workflow}: {job}: step {number + 1} ran with {kind.pop()} only"
            for (workflow, job, number), kind in sorted(kinds.items()) if len(kind) == 1]


def outputs_never_set():
    return [f"{workflow}: {job}: no run set the output {name} of the step {step}"
            for workflow, job, step, name in sorted(jobs.outputs_read - jobs.outputs_written, key=str)]


def absent_rows():
    readme = (pathlib.Path(__file__).parent / "README.md").read_text().splitlines()
    return [f"README.md lacks the row {row}" for row in stand_ins.rows() if row not in readme]


if __name__ == "__main__":
    main()
