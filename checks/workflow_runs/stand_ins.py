"""What stands for each action of a workflow, and for each program that is not run for real.

`python3 stand_ins.py` prints the table. A step whose action is not in it fails the check.
"""

import json
import re
import shutil
import subprocess

import simulated


class Refused(Exception):
    """An action that fails, as the real one would."""


class Missing(Exception):
    """An action, or an input of an action, without a stand-in."""


def checkout(job, given):
    """Clones the commit, if the job has `contents: read`."""
    permit(job, "contents", "read")
    subprocess.run(["git", "clone", "-q", "--no-checkout", job.run.repository.folder, job.workspace], check=True)
    subprocess.run(["git", "checkout", "-q", job.run.github["sha"]], cwd=job.workspace, check=True)


def setup_java(job, given):
    """Sets `JAVA_HOME` to a folder that does not exist, because nothing is compiled."""
    job.env["JAVA_HOME"] = f"/{given['distribution']}-{given['java-version']}"


def setup_terraform(job, given):
    """Puts the installed `terraform` on the `PATH`; a job without this step does not find it."""
    if given["terraform_wrapper"] is not False:
        raise Missing("the wrapper of setup-terraform, which changes the status of a plan")
    job.path.insert(0, str(job.run.runner.programs / "terraform-is-set-up"))


def configure_credentials(job, given):
    """With keys: exports them and the region, if they belong to a user of the account. With a role: calls
    AssumeRoleWithWebIdentity with a token of the job's subject, if the job has `id-token: write` and the role's trust
    policy accepts the token, and exports the temporary keys and the region."""
    if not given.get("aws-region"):
        raise Refused("Input required and not supplied: aws-region")
    role = given.get("role-to-assume")
    if role:
        permit(job, "id-token", "write")
        keys = simulated.assume_with_token(role, job.run.github["repository"], job.subject())
    else:
        keys = simulated.keys_of_a_user(given.get("aws-access-key-id"), given.get("aws-secret-access-key"))
    if not keys:
        raise Refused("Not authorized to perform sts:AssumeRoleWithWebIdentity" if role
                      else "The security token included in the request is invalid")
    job.env |= keys | {"AWS_REGION": given["aws-region"], "AWS_DEFAULT_REGION": given["aws-region"]}


def upload_artifact(job, given):
    """Copies the folder into the run."""
    job.run.artifacts[given["name"]] = kept = job.run.runner.new_folder()
    shutil.copytree(given["path"], kept, dirs_exist_ok=True)


def download_artifact(job, given):
    """Copies the folder out of the run."""
    if given["name"] not in job.run.artifacts:
        raise Refused(f"Artifact not found for name: {given['name']}")
    shutil.copytree(job.run.artifacts[given["name"]], job.workspace / given["path"], dirs_exist_ok=True)


def setup_tflint(job, given):
    """Does nothing; `tflint` is recorded."""


def trivy(job, given):
    """Records its inputs; nothing is scanned."""
    job.run.runner.record(job.folder, "trivy " + json.dumps(given, sort_keys=True))


# Each action, its stand-in, and the inputs that the stand-in knows
ACTIONS = {
    "actions/checkout": (checkout, {"persist-credentials"}),
    "actions/setup-java": (setup_java, {"distribution", "java-version", "cache"}),
    "actions/upload-artifact": (upload_artifact, {"name", "path", "retention-days"}),
    "actions/download-artifact": (download_artifact, {"name", "path"}),
    "aquasecurity/trivy-action": (trivy, {
        "exit-code", "ignore-unfixed", "image-ref", "scan-ref", "scan-type", "severity", "trivyignores"}),
    "aws-actions/configure-aws-credentials": (configure_credentials, {
        "aws-access-key-id", "aws-region", "aws-secret-access-key", "role-to-assume"}),
    "hashicorp/setup-terraform": (setup_terraform, {"terraform_version", "terraform_wrapper"}),
    "terraform-linters/setup-tflint": (setup_tflint, {"tflint_version"}),
}

# Programs that are recorded instead of run. Each is a bash script, after the line that records the call.
PROGRAMS = {
    "curl": ("Sends requests for the load balancer to a real Streamgate; records the download of Terraform.", """
case "$*" in *releases.hashicorp.com*) exit ;; esac
exec "$REAL_CURL" --noproxy '*' --connect-to "::${ENTRANCE#http://}" "$@" """),
    "docker": ("Builds nothing; `push` puts a manifest with the tag into the repository.", """
case $1 in
  create) echo container ;;
  login | push) exec "$TOOLS/docker" "$@" ;;
esac"""),
    "gh": ("Records the call and the comment, if the job has `pull-requests: write` and a token.", """
[ "${GH_TOKEN:+$GH_MAY_COMMENT}" = true ] || { echo 'Resource not accessible by integration' >&2 && exit 1; }
while [ $# -gt 0 ]; do [ "$1" != --body-file ] || cat "$2" >> "$CALLS"; shift; done"""),
    "python3": ("`-m venv` creates a folder with the stand-in of `pip`; everything else runs.", """
[ "$1 $2" = '-m venv' ] || exec "$REAL_PYTHON" "$@"
mkdir -p "$3/bin" && cp "${0%/*}/pip" "$3/bin/pip" """),
    "pip": ("Records the call, if the requirements files exist.", """
for word; do case $word in *.txt) test -f "$word" || exit 1 ;; esac; done"""),
    "recorded": ("Is put in front of `./make.sh test`, `./make.sh package` and `.ci/run`, and records them.", """
echo "with JAVA_HOME=${JAVA_HOME-} PATH=${PATH%%:*}" >> "$CALLS"
[ -z "$FAILS" ] || [ "$*" != "$FAILS" ]"""),
    "sha256sum": ("Records `--check`; everything else runs.", """
[ "$*" = --check ] || exec "$REAL_SHA256SUM" "$@"
cat >> "$CALLS" """),
    "sudo": ("Records the call.", ""),
    "terraform": ("Is missing before setup-terraform, or in `buildspec.yml` before `unzip`.", """
echo 'terraform: command not found' >&2
exit 127"""),
    "tflint": ("Records the call.", ""),
    "unzip": ("Puts the installed `terraform` into the folder.", """
mkdir -p "${@: -1}" && ln -s "$REAL_TERRAFORM" "${@: -1}/terraform" """),
}

# Parts of a script that are replaced before it runs
REPLACED = (
    (re.compile(r"^(?=\./make\.sh (?:test|package)\b)", re.MULTILINE), "recorded "),
    (re.compile(r"(?<=\s)(?=\.ci/run$)", re.MULTILINE), "recorded "),
)


def replaced(script):
    for pattern, by in REPLACED:
        script = pattern.sub(by, script)
    return script


def take(job, uses, given):
    """Runs the stand-in of an action."""
    action = uses.partition("@")[0]
    if action not in ACTIONS:
        raise Missing(f"{action} has no stand-in")
    stand_in, inputs = ACTIONS[action]
    if set(given) - inputs:
        raise Missing(f"the stand-in of {action} does not know {', '.join(sorted(set(given) - inputs))}")
    stand_in(job, given)


def permit(job, permission, access):
    if job.permissions.get(permission) not in (access, "write"):
        raise Refused(f"the job's permissions lack {permission}: {access}")


def rows():
    """Names and descriptions, as rows of the tables in README.md."""
    described = {name: " ".join(stand_in.__doc__.split()) for name, (stand_in, _) in ACTIONS.items()}
    described |= {name: text for name, (text, _) in PROGRAMS.items()}
    return [f"| `{name}` | {text} |" for name, text in described.items()]


if __name__ == "__main__":
    print("\n".join(rows()))
