"""Runs workflows as GitHub does: which jobs run, in what order, on what, and with what they end.

`jobs.py` runs the steps of one job. A key that is not known here raises `Unknown`, because GitHub would act on it.
"""

import dataclasses
import itertools
import pathlib
import subprocess

import yaml
from expressions import Declared, Unknown, condition, fill
from jobs import Job

# The settings that docs/DEPLOYING.md names
VARIABLES = ("AWS_DEPLOY_ROLE", "AWS_INFRA_ROLE", "AWS_PLAN_ROLE", "DEPLOY", "TF_STATE_BUCKET")
SECRETS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")

WORKFLOW_KEYS = {"name", "on", "permissions", "defaults", "concurrency", "jobs"}
JOB_KEYS = {"name", "needs", "if", "runs-on", "timeout-minutes", "permissions", "environment", "outputs", "env",
            "strategy", "steps", "uses", "with"}


@dataclasses.dataclass
class Repository:
    """A repository on GitHub: its commits, and its settings as `{"": {name: value}, environment: {...}}`."""

    folder: pathlib.Path
    variables: dict = dataclasses.field(default_factory=dict)
    secrets: dict = dataclasses.field(default_factory=dict)
    name: str = "example/streamgate"
    default_branch: str = "main"

    def settings(self, environment):
        """The contexts `vars` and `secrets` of a job. Without an environment, only the repository's."""
        return {
            kind: Declared(names, values.get("", {}) | (values.get(environment, {}) if environment else {}))
            for kind, names, values in
            (("vars", VARIABLES, self.variables), ("secrets", SECRETS, self.secrets))
        }

    def file(self, sha, path):
        """A workflow of a commit. YAML 1.1 reads the key `on` as true."""
        text = subprocess.run(["git", "show", f"{sha}:{path}"], cwd=self.folder, check=True, capture_output=True,
                              text=True).stdout
        return {"on" if key is True else key: value for key, value in yaml.safe_load(text).items()}


@dataclasses.dataclass
class Event:
    """What started a run. `fork` is None unless it is a pull request."""

    name: str
    sha: str
    branch: str = "main"
    inputs: dict = dataclasses.field(default_factory=dict)
    fork: bool | None = None

    def context(self, repository, workflow):
        pull_request = {"number": 7, "head": {"repo": {"fork": self.fork}}}
        of_event = {"repository": {"default_branch": repository.default_branch}}
        of_event |= {} if self.fork is None else {"pull_request": pull_request}
        name = self.branch if self.fork is None else "7/merge"
        return {
            "event": of_event, "event_name": self.name, "workflow": workflow, "repository": repository.name,
            "sha": self.sha, "ref_name": name, "token": "token-of-the-job",
            "ref": f"refs/heads/{name}" if self.fork is None else f"refs/pull/{name}",
        }


class Run:
    """One run of a workflow, also of one that another workflow calls."""

    def __init__(self, path, repository, event, runner, called=None):
        self.path, self.repository, self.event, self.runner = path, repository, event, runner
        self.definition = repository.file(event.sha, f".github/workflows/{path}")
        known(self.definition, WORKFLOW_KEYS, path)
        self.caller = called
        self.github = called.run.github if called else event.context(repository, self.definition["name"])
        self.artifacts = called.run.artifacts if called else {}
        self.contexts = {"github": self.github, "inputs": self._inputs()}
        self.group = fill(self.definition["concurrency"], self._at_start())["group"]
        self.shell = self.definition.get("defaults", {}).get("run", {}).get("shell")
        self.jobs = {}
        while len(self.jobs) < len(self.definition["jobs"]):
            for name, definition in self.definition["jobs"].items():
                if name not in self.jobs and set(needs_of(definition)) <= set(self.jobs):
                    self.jobs[name] = self._jobs(name, definition)

    def _inputs(self):
        trigger = "workflow_call" if self.caller else self.event.name
        triggers = self.definition["on"]
        if trigger not in triggers:
            raise Unknown(f"{self.path} is not started by {trigger}")
        names = {name for on in triggers.values() if isinstance(on, dict) for name in on.get("inputs", {})}
        given = (
            fill(self.caller.definition.get("with", {}), self.caller.contexts) if self.caller else self.event.inputs)
        values = {}
        for name, about in ((triggers[trigger] or {}).get("inputs", {})).items():
            values[name] = given.get(name, about.get("default", "" if about["type"] == "string" else None))
            if about.get("required") and not values[name]:
                raise Unknown(f"{self.path} needs the input {name}")
            if about["type"] == "choice" and values[name] not in about["options"]:
                raise Unknown(f"{values[name]!r} is no option of {name}")
        if set(given) - set(values):
            raise Unknown(f"{self.path} has no inputs {set(given) - set(values)}")
        return Declared(names, values)

    def _at_start(self):
        """The contexts before a job has a runner. Its environment's settings are not among them."""
        return self.contexts | {"vars": self.repository.settings(None)["vars"]}

    def _jobs(self, name, definition):
        """The jobs of this name, which are several with a matrix."""
        known(definition, JOB_KEYS, f"{self.path}: {name}")
        needed = {need: self.jobs[need] for need in needs_of(definition)}
        contexts = self._at_start() | statuses(self._results_before(definition)) | {"needs": {
            need: {"result": result_of(jobs), "outputs": jobs[0].outputs} for need, jobs in needed.items()}}
        runs = condition(definition.get("if", "success()"), contexts)
        matrix = definition.get("strategy", {}).get("matrix") if runs else None
        legs = [dict(zip(matrix, values)) for values in itertools.product(*matrix.values())] if matrix else [{}]
        return [self._job(name, definition, contexts | {"matrix": leg}, runs) for leg in legs]

    def _job(self, name, definition, contexts, runs):
        job = Job(self, name, definition, contexts)
        if not runs:
            return job
        permitted = self.caller.permissions if self.caller else None
        if permitted is not None and not set(job.permissions.items()) <= set(permitted.items()):
            raise Unknown(f"{name} asks for more permissions than its caller has")
        if "uses" in definition:
            run = Run(definition["uses"].rpartition("/")[2], self.repository, self.event, self.runner, called=job)
            job.called = run
            results = [result_of(jobs) for jobs in run.jobs.values()]
            job.result = "failure" if "failure" in results else "success"
        else:
            job.run_steps()
        return job

    def _results_before(self, definition):
        """The results of all jobs that a job waits for, directly or not. A needed job is among them."""
        results = []
        for need in needs_of(definition):
            results += [result_of(self.jobs[need]), *self._results_before(self.definition["jobs"][need])]
        return results

    def job(self, name):
        (job,) = self.jobs[name]
        return job

    def results(self):
        return {name: result_of(jobs) for name, jobs in self.jobs.items()}

    def calls(self):
        """The recorded calls of all jobs, also of called workflows."""
        return [call for jobs in self.jobs.values() for job in jobs
                for call in (job.called.calls() if job.called else job.calls())]


def known(definition, keys, where):
    if set(definition) - keys:
        raise Unknown(f"{where}: {', '.join(sorted(set(definition) - keys))}")


def needs_of(definition):
    needs = definition.get("needs", [])
    return [needs] if isinstance(needs, str) else needs


def result_of(jobs):
    results = {job.result for job in jobs}
    return "failure" if "failure" in results else results.pop()


def statuses(results):
    """The status functions. Nothing is cancelled here."""
    return {
        "success()": lambda: all(result == "success" for result in results),
        "failure()": lambda: "failure" in results,
        "cancelled()": lambda: False,
        "always()": lambda: True,
    }
