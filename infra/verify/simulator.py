"""The simulated AWS: a process of its own on a loopback port, and the environment that reaches it.

Nothing here can reach an account: the environment is made from scratch for a loopback endpoint, with
keys that are worth nothing, and whatever the caller's says of AWS or of Terraform is dropped.
"""

import ipaddress
import os
import pathlib
import subprocess
import sys
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
REGION = "eu-central-1"

# What the caller's environment may say without the run being another one.
DROPPED = ("AWS_", "TF_", "BOTO_", "MOTO_", "STREAMGATE_", "dev_aws_profile", "prod_aws_profile")
KEPT = ("TF_PLUGIN_DIR", "TF_CLI_CONFIG_FILE")


class NotLoopback(Exception):
    """The endpoint is somebody's machine, maybe AWS itself."""


def refuse_unless_loopback(endpoint):
    parts = urllib.parse.urlsplit(endpoint)
    try:
        loopback = ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:  # a name, which could resolve to anything
        loopback = False
    if parts.scheme != "http" or not loopback:
        raise NotLoopback(f"{endpoint!r} is not http on a loopback address: this run goes no further")


def clean(environment):
    """The environment without what would change what is applied, or where."""
    kept = {k: v for k, v in environment.items() if k in KEPT or not k.startswith(DROPPED)}
    config = kept.get("TF_CLI_CONFIG_FILE")
    if config is not None and not os.path.isfile(config):
        del kept["TF_CLI_CONFIG_FILE"]
    return kept


def environment_for(endpoint, base):
    """What Terraform, its S3 backend and boto3 need to talk to the simulator and to nothing else."""
    refuse_unless_loopback(endpoint)
    return clean(base) | {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
        "TF_IN_AUTOMATION": "1",
        "TF_INPUT": "0",
        "CHECKPOINT_DISABLE": "1",
    }


class Simulator:
    """One moto server. It ends with its standard input at the latest, so also when we are killed."""

    def __init__(self, log):
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "moto_aws.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=open(log, "wb"),
            env=clean(os.environ),
            text=True,
        )
        port = self._process.stdout.readline().strip()
        if not port:
            self.stop()
            raise RuntimeError(f"the simulator did not start:\n{pathlib.Path(log).read_text()}")
        self.endpoint = f"http://127.0.0.1:{port}"
        self.environment = environment_for(self.endpoint, os.environ)

    @property
    def pid(self):
        return self._process.pid

    def stop(self):
        self._process.kill()  # it keeps nothing
        self._process.wait()
