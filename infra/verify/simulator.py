"""The AWS simulator: a separate process on a loopback port, and the environment to reach it.

Nothing here can reach an AWS account: the environment is built for a loopback endpoint with dummy keys, and
the caller's variables for AWS and Terraform are dropped.
"""

import ipaddress
import os
import pathlib
import subprocess
import sys
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
REGION = "eu-central-1"

# Variables of the caller that could change the run, and exceptions that are safe to keep.
DROPPED = ("AWS_", "TF_", "BOTO_", "MOTO_", "STREAMGATE_", "dev_aws_profile", "prod_aws_profile")
KEPT = ("TF_PLUGIN_DIR", "TF_CLI_CONFIG_FILE")


class NotLoopback(Exception):
    """The endpoint is not on this machine. It may even be AWS."""


def refuse_unless_loopback(endpoint):
    parts = urllib.parse.urlsplit(endpoint)
    try:
        loopback = ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:  # a name, which could resolve to anything
        loopback = False
    if parts.scheme != "http" or not loopback:
        raise NotLoopback(f"{endpoint!r} is not an http URL on a loopback address: aborting")


def clean(environment):
    """The environment without variables that could change what is applied, or where."""
    kept = {k: v for k, v in environment.items() if k in KEPT or not k.startswith(DROPPED)}
    config = kept.get("TF_CLI_CONFIG_FILE")
    if config is not None and not os.path.isfile(config):
        del kept["TF_CLI_CONFIG_FILE"]
    return kept


def environment_for(endpoint, base):
    """The environment in which Terraform, its S3 backend and boto3 call the simulator only."""
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
    """One moto server. It exits when its standard input is closed, which also happens if this process is killed."""

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
        self._process.kill()  # the simulator has nothing to save
        self._process.wait()
