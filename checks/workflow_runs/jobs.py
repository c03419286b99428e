"""Runs the steps of one job as GitHub's runner does, with stand-ins for the actions."""

import os
import re
import subprocess
import time

import stand_ins
from expressions import Unknown, condition, fill, text_of

STEP_KEYS = {"name", "id", "if", "env", "run", "uses", "with"}
SHELLS = {"bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"], None: ["bash", "-e"]}
FILES = ("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")
NOTABLE_SECONDS = 2  # shorter steps are not printed
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
ANNOTATION = re.compile(r"^::(error|warning|notice)::(.*)$", re.MULTILINE)

# The outputs that expressions read, and those that steps wrote: (workflow, job, step, name)
outputs_read, outputs_written = set(), set()

# The steps that ran: (workflow, job, number of the step, "keys", "role" or None)
steps_run = set()


class Outputs(dict):
    """The outputs of a step. One that is not set is null; the check ends with those that no run set."""

    def __init__(self, key):
        super().__init__()
        self.key = key

    def __contains__(self, name):
        return True

    def __getitem__(self, name):
        outputs_read.add((*self.key, name))
        return self.get(name)

    def __setitem__(self, name, value):
        outputs_written.add((*self.key, name))
        super().__setitem__(name, value)


class Job:
    """One job. It is skipped until its steps run."""

    def __init__(self, run, name, definition, contexts):
        self.run, self.name, self.definition = run, name, definition
        self.result, self.called = "skipped", None
        self.permissions = definition.get("permissions", {})
        self.environment = fill(definition.get("environment"), contexts) or None
        self.outputs = dict.fromkeys(definition.get("outputs", {}))
        self.contexts = contexts | run.repository.settings(self.environment)
        self.steps, self.outcomes = {}, []
        self.runs_on = None

    def run_steps(self):
        self.runs_on = fill(self.definition["runs-on"], self.contexts)
        self.folder = self.run.runner.new_folder()
        self.workspace, self.temp = self.folder / "workspace", self.folder / "temp"
        self.workspace.mkdir()
        self.temp.mkdir()
        self.env = {k: text_of(v) for k, v in fill(self.definition.get("env", {}), self.contexts).items()}
        self.path = []
        self.result = "success"
        self.summary = ""
        for number, step in enumerate(self.definition["steps"]):
            self._step(number, step)
        for name, value in fill(self.definition.get("outputs", {}), self._contexts({})).items():
            self.outputs[name] = value

    def _contexts(self, env):
        return self.contexts | {
            "env": self.env | env,
            "steps": self.steps,
            "runner": {"temp": str(self.temp)},
            "success()": lambda: self.result == "success",
            "failure()": lambda: self.result == "failure",
        }

    def _step(self, number, step):
        if set(step) - STEP_KEYS:
            raise Unknown(f"{self.name}: {set(step) - STEP_KEYS}")
        name = step.get("name") or step.get("run") or step["uses"].partition("@")[0]
        outputs = Outputs((self.run.path, self.name, step.get("id")))
        if "id" in step:
            self.steps[step["id"]] = {"outputs": outputs}
        env = {k: text_of(v) for k, v in fill(step.get("env", {}), self._contexts({})).items()}
        outcome, output, began = "skipped", "", time.monotonic()
        if condition(step.get("if", "success()"), self._contexts(env)):
            steps_run.add((self.run.path, self.name, number, self._credentials()))
            outcome, output = self._execute(step, env, outputs)
            seconds = time.monotonic() - began
            if seconds > NOTABLE_SECONDS:
                self.run.runner.say(f"{self.run.path} {self.name}: {name.splitlines()[0]}: {outcome}, {seconds:.0f} s")
        self.outcomes.append((name, outcome, output))
        if outcome == "failure":
            self.result = "failure"

    def _execute(self, step, env, outputs):
        if "run" in step:
            return self._shell(step["run"], env, outputs)
        try:
            stand_ins.take(self, step["uses"], fill(step.get("with", {}), self._contexts(env)))
        except stand_ins.Refused as refused:
            return "failure", str(refused)
        return "success", ""

    def _shell(self, script, env, outputs):
        block = self.temp / "block.sh"
        block.write_text(stand_ins.replaced(script))
        files = {name: self.temp / name for name in FILES}
        for file in files.values():
            file.write_text("")
        environment = self.environment_of_programs() | env | {name: str(file) for name, file in files.items()}
        process = subprocess.run(
            [*SHELLS[self.run.shell], str(block)], cwd=self.workspace, env=environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=60 * self.definition["timeout-minutes"])
        self.env |= assignments(files["GITHUB_ENV"].read_text())
        for name, value in assignments(files["GITHUB_OUTPUT"].read_text()).items():
            outputs[name] = value
        self.path = [*reversed(files["GITHUB_PATH"].read_text().split("\n")[:-1]), *self.path]
        self.summary += files["GITHUB_STEP_SUMMARY"].read_text()
        return ("success" if process.returncode == 0 else "failure"), COLOUR.sub("", process.stdout)

    def environment_of_programs(self):
        github = self.run.github
        base = self.run.runner.environment(self.folder)
        return base | {
            "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": github["event_name"],
            "GITHUB_REF": github["ref"], "GITHUB_REF_NAME": github["ref_name"],
            "GITHUB_REPOSITORY": github["repository"], "GITHUB_SHA": github["sha"],
            "GITHUB_WORKSPACE": str(self.workspace), "RUNNER_TEMP": str(self.temp),
            "GH_MAY_COMMENT": text_of(self.permissions.get("pull-requests") == "write"),
        } | self.env | {"PATH": os.pathsep.join([*self.path, base["PATH"]])}

    def _credentials(self):
        role = "role" if "AWS_SESSION_TOKEN" in self.env else "keys"
        return role if "AWS_ACCESS_KEY_ID" in self.env else None

    def subject(self):
        """The subject of the job's token at GitHub's issuer, after the repository."""
        if self.environment:
            return f"environment:{self.environment}"
        return "pull_request" if self.run.event.fork is not None else f"ref:{self.run.github['ref']}"

    def calls(self):
        return self.run.runner.calls(self.folder) if self.runs_on else []

    def output(self, name):
        """The output of the step with this name. Fails if it did not run."""
        (output,) = [output for step, outcome, output in self.outcomes if step == name and outcome != "skipped"]
        return output

    def annotations(self):
        return [found for _, _, output in self.outcomes for found in ANNOTATION.findall(output)]


def assignments(text):
    """The lines `name=value`, and the blocks `name<<END`, of a file such as $GITHUB_OUTPUT."""
    values, lines = {}, iter(text.splitlines())
    for line in lines:
        name, sign, value = line.partition("=")
        if "<<" in name:
            name, _, end = line.partition("<<")
            value = "\n".join(iter(lambda: next(lines), end))
        elif not sign:
            raise Unknown(f"{line!r} is no assignment")
        values[name] = value
    return values
