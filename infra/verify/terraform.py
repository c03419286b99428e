"""Terraform, run in a copy of infra/ against the simulator."""

import json
import os
import shutil
import signal
import subprocess

SHOWN = 4000  # characters of a failed command's output
SECONDS = 400  # timeout of one command on a busy machine
LEFT_OUT = shutil.ignore_patterns(".terraform", "*.tfstate*", "*.tfplan", "verify", "tests")


class Failed(Exception):
    """A command failed. The message has its output."""


def copy_of(infra, folder):
    """A copy without the leftovers of manual runs. Includes the lock file."""
    return shutil.copytree(infra, folder, ignore=LEFT_OUT)


def messages(output):
    """The messages of a command with -json, one per line. Earlier warnings are plain text."""
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def errors_in(output):
    """The errors of a command with -json, or the whole output of another command."""
    faults = [m["diagnostic"] for m in messages(output) if m["type"] == "diagnostic"]
    return "\n".join(f"{f['summary']}\n{f['detail']}" for f in faults) or output


def outputs_in(output):
    """The final outputs of an apply. Its plan prints expected outputs before."""
    *_, outputs = [m["outputs"] for m in messages(output) if m["type"] == "outputs"]
    return {name: about.get("value") for name, about in outputs.items()}


def changes_in(output):
    """The changes of a plan: address of the resource to action (create, update, replace, delete)."""
    planned = [m["change"] for m in messages(output) if m["type"] == "planned_change"]
    return {change["resource"]["addr"]: change["action"] for change in planned}


STOPS = {signal.SIGHUP, signal.SIGINT, signal.SIGTERM}
begun = []


def start(command, folder, environment):
    """Starts a command, and registers it for `kill_all` before a signal can end this process."""
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
    """Kills running commands and their providers. Their state disappears with the simulator."""
    for process in begun:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


class Terraform:
    """One root module and its state. The files and variables are passed to each plan and apply."""

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
        """Starts a command. Finish it with `end`; `kill_all` kills it if this process ends."""
        return start(["terraform", *command], self.folder, self.environment)

    def end(self, process, ok=(0,)):
        """The exit status and the output of a started command."""
        output, _ = process.communicate(timeout=SECONDS)
        if process.returncode not in ok:
            command = " ".join(process.args[:2])
            raise Failed(f"{command} in {self.folder.name}: ...\n{errors_in(output)[-SHOWN:]}")
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

    def printed(self, *command):
        """What a command prints for people."""
        return self.run(*command, "-no-color", *self._arguments)[1]

    def destroy(self):
        # No refresh: the previous plan has read all resources, and a destroy reads each resource anyway.
        self.run("destroy", "-no-color", "-auto-approve", "-refresh=false", *self._arguments)

    def plan(self):
        """The exit status of a plan (0: no changes, 2: changes) and its output."""
        return self.run("plan", "-no-color", "-detailed-exitcode", *self._arguments, ok=(0, 2))

    def change(self, **variables):
        """Plans with these variables, applies the saved plan, and returns its changes: address to action."""
        self.variables |= variables
        file = "change.tfplan"
        planned = self.run("plan", "-json", f"-out={file}", *self._arguments)[1]
        self.end_apply(self.begin("apply", "-json", file))
        return changes_in(planned)

    def outputs(self):
        """The outputs of the last apply."""
        return self._outputs
