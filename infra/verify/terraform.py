"""Terraform, run in a copy of infra/ against the simulator."""

import json
import os
import shutil
import signal
import subprocess

SHOWN = 4000  # characters of what a command said before it failed
SECONDS = 400  # for one command, on a machine that does other work too
LEFT_OUT = shutil.ignore_patterns(".terraform", "*.tfstate*", "*.tfplan", "verify", "tests")


class Failed(Exception):
    """A command that should have succeeded, with all it said."""


def copy_of(infra, folder):
    """A copy without what a run by hand left behind. The lock file comes along."""
    return shutil.copytree(infra, folder, ignore=LEFT_OUT)


def messages(output):
    """What a command said under -json, a message a line. Warnings before its start are plain text."""
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def for_people(output):
    """What went wrong, of a command under -json; all that was said, of another."""
    faults = [m["diagnostic"] for m in messages(output) if m["type"] == "diagnostic"]
    return "\n".join(f"{f['summary']}\n{f['detail']}" for f in faults) or output


def outputs_in(output):
    """Of an apply: the outputs as they are at its end. Its plan says what they will be first."""
    *_, said = [m["outputs"] for m in messages(output) if m["type"] == "outputs"]
    return {name: about.get("value") for name, about in said.items()}


def changes_in(output):
    """Of a plan: the address of each thing that changes, and how (create, update, replace, delete)."""
    planned = [m["change"] for m in messages(output) if m["type"] == "planned_change"]
    return {change["resource"]["addr"]: change["action"] for change in planned}


STOPS = {signal.SIGHUP, signal.SIGINT, signal.SIGTERM}
begun = []


def start(command, folder, environment):
    """Starts a command, known to `kill_all` before anything can end this process."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_SETMASK, before),
        )
        begun.append(process)
        return process
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def kill_all():
    """Ends what still runs, with the providers it started. Its state goes with the simulator."""
    for process in begun:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


class Terraform:
    """One root module and its state: the files and the variables go to each plan and apply."""

    def __init__(self, folder, environment, files=(), variables=None):
        self.folder = folder
        self.environment = environment
        self.files = files
        self.variables = dict(variables or {})
        self._outputs = {}

    @property
    def _arguments(self):
        files = [f"-var-file={file}" for file in self.files]
        values = [f"-var={name}={value}" for name, value in self.variables.items()]
        return [*files, *values]

    def begin(self, *command):
        """Starts a command, and leaves it to `end`, or to `kill_all` when this process ends."""
        return start(["terraform", *command], self.folder, self.environment)

    def end(self, process, ok=(0,)):
        """The exit status and the output of a command that has begun."""
        output, _ = process.communicate(timeout=SECONDS)
        if process.returncode not in ok:
            command = " ".join(process.args[:2])
            raise Failed(f"{command} in {self.folder.name}: ...\n{for_people(output)[-SHOWN:]}")
        return process.returncode, output

    def run(self, *command, ok=(0,)):
        return self.end(self.begin(*command), ok)

    def init(self, *arguments):
        mirror = self.environment.get("TF_PLUGIN_DIR")
        if mirror:
            arguments = (*arguments, f"-plugin-dir={mirror}")
        self.run("init", "-no-color", "-lockfile=readonly", *arguments)

    def begin_apply(self):
        return self.begin("apply", "-json", "-auto-approve", *self._arguments)

    def end_apply(self, process):
        self._outputs = outputs_in(self.end(process)[1])

    def apply(self):
        self.end_apply(self.begin_apply())

    def destroy(self):
        # What is there was read by the plan before; each destroy asks AWS for its thing anyway.
        self.run("destroy", "-no-color", "-auto-approve", "-refresh=false", *self._arguments)

    def plan(self):
        """The exit status of a plan (0: nothing to do, 2: something) and what it said."""
        return self.run("plan", "-no-color", "-detailed-exitcode", *self._arguments, ok=(0, 2))

    def change(self, **variables):
        """Plans with these variables, applies that very plan, and gives it: address to action."""
        self.variables |= variables
        file = "change.tfplan"
        planned = self.run("plan", "-json", f"-out={file}", *self._arguments)[1]
        self.end_apply(self.begin("apply", "-json", file))
        return changes_in(planned)

    def outputs(self):
        """What the last apply said at its end."""
        return self._outputs
