"""What all tests share: the repository that is checked out, the machine of the jobs, and ways to start workflows."""

import os
import pathlib
import re
import subprocess

import simulated
from runners import Runner
from runs import Event, Repository, Run

PROJECT = pathlib.Path(os.environ["WORKFLOWS_PROJECT"])
RUNNER = Runner(os.environ["WORKFLOWS_FOLDER"], os.environ["WORKFLOWS_TOOLS"], os.environ["WORKFLOWS_ENTRANCE"])
KEYS = {"": simulated.deployer()}  # secrets of the repository
ROLES = {
    "": {"AWS_PLAN_ROLE": simulated.role("plan")},
    "dev": {"AWS_DEPLOY_ROLE": simulated.role("deploy")},
    "dev-infra": {"AWS_INFRA_ROLE": simulated.role("infra")},
}


def git(*arguments):
    identity = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    return subprocess.run(["git", *identity, *arguments], cwd=PROJECT, check=True, capture_output=True,
                          text=True).stdout.strip()


def commit(branch="main", **settings):
    """Commits to a branch, with these settings in dev's tfvars, and returns the commit."""
    if branch != "main":
        git("checkout", "-q", "-B", branch)
    tfvars = PROJECT / "infra/env/dev.tfvars"
    for name, value in settings.items():
        kept = re.sub(rf"^{name} *=.*\n", "", tfvars.read_text(), flags=re.MULTILINE)
        tfvars.write_text(f"{kept}{name} = {value}\n")
    git("commit", "-q", "--all", "--allow-empty", "-m", f"Set {settings}")
    sha = git("rev-parse", "HEAD")
    git("checkout", "-q", "main")
    return sha


def head():
    return git("rev-parse", "main")


def run(workflow, event, name="example/streamgate", **settings):
    """Runs a workflow in a repository with these `variables` and `secrets`."""
    return Run(workflow, Repository(PROJECT, name=name, **settings), event, RUNNER)


def pushed(sha=None, branch="main"):
    return Event("push", sha or head(), branch)


def pull_request(sha=None, fork=False):
    return Event("pull_request", sha or head(), fork=fork)


def by_hand(sha=None, **inputs):
    return Event("workflow_dispatch", sha or head(), inputs=inputs)
