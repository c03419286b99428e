"""Runs buildspec.yml as CodeBuild does: all commands in one shell, up to the first that fails."""

import re
import shlex
import subprocess

import simulated
import stand_ins
import yaml
from expressions import Unknown
from jobs import SHELLS

# Folders of the build's machine, which are below the build's own folder here
MOVED = re.compile(r"(?<!\w)(?=/(?:opt|tmp|usr/local/bin)\b)")


class Build:
    """One build of a commit. CodeBuild clones the repository, as CodePipeline's source action asks it to."""

    def __init__(self, repository, sha, runner):
        folder = runner.new_folder()
        sources = folder / "sources"
        subprocess.run(["git", "clone", "-q", "--no-checkout", repository.folder, sources], check=True)
        subprocess.run(["git", "checkout", "-q", sha], cwd=sources, check=True)
        spec = yaml.safe_load((sources / "buildspec.yml").read_text())
        if set(spec) != {"version", "env", "phases"} or set(spec["env"]) != {"shell", "variables"}:
            raise Unknown(f"buildspec.yml: {set(spec)}, {set(spec['env'])}")
        moved = folder / "machine"
        for name in ("opt", "tmp", "usr/local/bin"):
            (moved / name).mkdir(parents=True)
        commands = [command for phase in spec["phases"].values() for command in phase["commands"]]
        placed = [stand_ins.replaced(MOVED.sub(str(moved), command)) for command in commands]
        script = "\n".join(f"eval {shlex.quote(command)} || exit" for command in placed)
        environment = runner.environment(folder) | simulated.build() | {
            name: str(value) for name, value in spec["env"]["variables"].items()}
        environment |= {"CODEBUILD_RESOLVED_SOURCE_VERSION": sha,
                        "PATH": f"{moved}/usr/local/bin:{environment['PATH']}"}
        process = subprocess.run(
            [*SHELLS[spec["env"]["shell"]][:3], "-c", script], cwd=sources, env=environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=400)
        self.environment = environment
        self.status, self.output, self.calls = process.returncode, process.stdout, runner.calls(folder)
        runner.say(f"buildspec.yml: status {self.status}")
