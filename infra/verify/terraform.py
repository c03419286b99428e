"""Terraform, run in a copy of infra/ against the simulator."""

import json
import os
import shutil
import signal
import subprocess

SHOWN = 4000  # characters of what a command said before it failed
SECONDS = 400  # for one command, on a machine that does other work too
LEFT_OUT = shutil.ignore_patterns(".terraform", "*.tfstate*", "*.tfplan", "verify", "tests")
NOTHING = ["no-op"]


class Failed(Exception):
    """A command that should have succeeded, with all it said."""


def copy_of(infra, folder):
    """A copy without what a run by hand left behind. The lock file comes along."""
    return shutil.copytree(infra, folder, ignore=LEFT_OUT)


def kill(process):
    """Ends a command and the providers it started. Its state is thrown away with the simulator."""
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

    @property
    def _arguments(self):
        files = [f"-var-file={file}" for file in self.files]
        values = [f"-var={name}={value}" for name, value in self.variables.items()]
        return ["-no-color", *files, *values]

    def begin(self, *command):
        """Starts a command, and leaves it to `end` or `kill`."""
        return subprocess.Popen(
            ["terraform", *command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def end(self, process, ok=(0,)):
        """The exit status and the output of a command; its children end with it, whatever happens."""
        try:
            output, _ = process.communicate(timeout=SECONDS)
        except BaseException:
            kill(process)
            raise
        if process.returncode not in ok:
            command = " ".join(process.args[:2])
            raise Failed(f"{command} in {self.folder.name}: ...\n{output[-SHOWN:]}")
        return process.returncode, output

    def run(self, *command, ok=(0,)):
        return self.end(self.begin(*command), ok)

    def init(self, *arguments):
        mirror = self.environment.get("TF_PLUGIN_DIR")
        if mirror:
            arguments = (*arguments, f"-plugin-dir={mirror}")
        self.run("init", "-no-color", "-lockfile=readonly", *arguments)

    def begin_apply(self):
        return self.begin("apply", "-auto-approve", *self._arguments)

    def apply(self):
        self.end(self.begin_apply())

    def destroy(self):
        self.run("destroy", "-auto-approve", *self._arguments)

    def plan(self):
        """The exit status of a plan (0: nothing to do, 2: something) and what it said."""
        return self.run("plan", "-detailed-exitcode", *self._arguments, ok=(0, 2))

    def change(self, **variables):
        """Plans with these variables, applies that very plan, and gives it: address to actions."""
        self.variables |= variables
        file = "change.tfplan"
        self.run("plan", f"-out={file}", *self._arguments)
        planned = json.loads(self.run("show", "-json", file)[1])
        self.run("apply", "-no-color", file)
        changes = {c["address"]: c["change"]["actions"] for c in planned["resource_changes"]}
        return {address: actions for address, actions in changes.items() if actions != NOTHING}

    def outputs(self):
        document = json.loads(self.run("output", "-no-color", "-json")[1])
        return {name: output["value"] for name, output in document.items()}

    def addresses(self):
        return self.run("state", "list")[1].split()
