"""The machine that jobs run on: its folders, its programs and its environment."""

import os
import pathlib
import shutil
import sys
import tempfile

import simulated
import stand_ins

# Variables of the caller that a runner of GitHub does not have, besides those that infra/verify/simulator.py drops
DROPPED = ("JAVA_HOME", "IMAGE_ENGINE", "GITHUB_", "RUNNER_", "SOURCE_COMMIT")
CREDENTIALS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_DEFAULT_REGION")


class Runner:
    """Runs jobs below a folder. `tools` is the folder of the image builder's stand-in."""

    def __init__(self, work, tools, entrance):
        self.work = pathlib.Path(work)
        self.programs = self.work / "programs"
        self.tools, self.entrance = tools, entrance
        self.fails = ""  # the recorded call that fails
        for name, (_, script) in stand_ins.PROGRAMS.items():
            self._program(name, f'printf "%s\\n" "${{0##*/}} $*" >> "$CALLS"\n{script}\n')
        terraform = self.programs / "terraform-is-set-up"
        terraform.mkdir()
        (terraform / "terraform").symlink_to(real("terraform"))

    def _program(self, name, script):
        self.programs.mkdir(parents=True, exist_ok=True)
        file = self.programs / name
        file.write_text(f"#!/usr/bin/env bash\nset -euo pipefail\n{script}")
        file.chmod(0o755)

    def environment(self, folder):
        """The environment of a program. It has no credentials and no region: a step must set them."""
        base = simulated.simulator.environment_for(os.environ["AWS_ENDPOINT_URL"], os.environ)
        kept = {k: v for k, v in base.items() if k not in CREDENTIALS and not k.startswith(DROPPED)}
        return kept | {
            "HOME": str(folder), "PATH": f"{self.programs}{os.pathsep}{base['PATH']}", "CALLS": str(folder / "calls"),
            "TOOLS": str(self.tools), "ENTRANCE": self.entrance, "FAILS": self.fails,
            "REAL_PYTHON": sys.executable,
            **{f"REAL_{name.upper()}": real(name) for name in ("curl", "sha256sum", "terraform")},
        }

    def new_folder(self):
        return pathlib.Path(tempfile.mkdtemp(dir=self.work))

    def record(self, folder, call):
        with open(folder / "calls", "a") as calls:
            calls.write(f"{call}\n")

    def calls(self, folder):
        calls = folder / "calls"
        return calls.read_text().splitlines() if calls.exists() else []

    def say(self, line):
        print(f"workflows: {line}", flush=True)


def real(program):
    found = shutil.which(program)
    if not found:
        raise SystemExit(f"install {program} first")
    return str(pathlib.Path(found).absolute())
