"""The processes of a section: the shell, servers and DynamoDB. None outlives the run."""

import contextlib
import json
import os
import pathlib
import re
import signal
import subprocess
import threading
import time

START_SECONDS = 60
STOP_SECONDS = 15
ANSWER_SECONDS = 60
SENTINEL = "---- end of block"


class Failure(Exception):
    """A readable description of a difference from the document."""


class Shell:
    """One shell for all blocks of a section, so that later blocks can use the variables of earlier ones.

    It exits at the first command that fails.
    """

    def __init__(self, folder, environment):
        self.process = subprocess.Popen(
            ["bash", "--norc", "--noprofile", "-e"], cwd=folder, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(self, commands):
        """Runs the commands and returns their output."""
        watchdog = threading.Timer(ANSWER_SECONDS, self.process.kill)
        watchdog.start()
        try:
            self.process.stdin.write(f"{commands}\nprintf '\\n%s\\n' '{SENTINEL}'\n")
            self.process.stdin.flush()
            return self.printed(commands)
        finally:
            watchdog.cancel()

    def printed(self, commands):
        printed = ""
        for line in self.process.stdout:
            if line.startswith(SENTINEL):
                return printed
            printed += line
        status = self.process.wait(ANSWER_SECONDS)
        what = f"no output within {ANSWER_SECONDS} s" if status == -signal.SIGKILL else f"exit status {status}"
        raise Failure(f"{what} from:\n{commands}\n{printed}")

    def environment(self):
        """The environment of programs that the shell starts."""
        return json.loads(self.run("python3 -c 'import json, os; print(json.dumps(dict(os.environ)))'"))

    def close(self):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait(ANSWER_SECONDS)
        self.process.stdout.close()


class Program:
    """A program that runs in the background until it is stopped."""

    def __init__(self, command, folder, environment, log):
        self.log = pathlib.Path(log)
        self.command = " ".join(command)
        with open(self.log, "wb") as output:
            self.process = subprocess.Popen(
                command, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=output,
                stderr=subprocess.STDOUT)

    def printed(self):
        return self.log.read_text(errors="replace")

    def wait_for(self, pattern, seconds=START_SECONDS):
        """Waits until the output matches, and returns the first match."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            ended, found = self.process.poll() is not None, re.search(pattern, self.printed())
            if found:
                return found
            if ended:
                raise Failure(f"{self.command} exited with status {self.process.returncode}:\n{self.printed()}")
            time.sleep(0.05)
        raise Failure(f"{self.command} did not start within {seconds} s:\n{self.printed()}")

    def stop(self):
        """Stops the program gracefully, as Ctrl-C does in a terminal."""
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise Failure(f"{self.command} did not stop within {STOP_SECONDS} s") from None
        if status not in (0, 128 + signal.SIGTERM, -signal.SIGTERM):
            raise Failure(f"{self.command} exited with status {status}:\n{self.printed()}")
        return status

    def kill(self):
        """Kills the program after any failure."""
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()


class Server(Program):
    """Streamgate, once it is ready."""

    def __init__(self, folder, environment, log):
        super().__init__(["./make.sh", "run"], folder, environment, log)
        pairs = json.loads(self.wait_for(r'\{.*"streamgate is ready".*\}\n').group())["kvpList"]
        self.ready = {name: value for pair in pairs for name, value in pair.items()}

    def stop(self):
        status = super().stop()
        if status != 0:
            raise Failure(f"the server exited with status {status}:\n{self.printed()}")


def clean(environment):
    """Removes the user's settings and AWS credentials."""
    foreign = re.compile(r"(STREAMGATE|AWS|DYNAMO)_|(HOST|PORT)$|(dev|prod)_aws_profile$")
    return {name: value for name, value in environment.items() if not foreign.match(name)}


def environment(folder):
    """Free ports, and the profiles `default` and `my-profile` of an account that does not exist."""
    config, credentials = pathlib.Path(folder, "aws-config"), pathlib.Path(folder, "aws-credentials")
    config.write_text("[default]\nregion = eu-central-1\n")
    credentials.write_text("".join(
        f"[{name}]\naws_access_key_id = local\naws_secret_access_key = local\n" for name in ("default", "my-profile")))
    return {**clean(os.environ), "HOST": "127.0.0.1", "PORT": "0", "STREAMGATE_MANAGEMENT_PORT": "0",
            "AWS_CONFIG_FILE": str(config), "AWS_SHARED_CREDENTIALS_FILE": str(credentials),
            "AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": ""}
