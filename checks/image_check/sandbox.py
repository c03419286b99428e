"""Runs an unpacked image as a container engine would: its user, its environment, its entry point as
process 1 of a namespace of its own, on a root that is read-only but for /tmp and what is mounted."""

import contextlib
import json
import os
import pathlib
import signal
import subprocess
import time
import urllib.error
import urllib.request

READY_SECONDS = 60
STOP_SECONDS = 30  # the task definition's stopTimeout
# The mode of /tmp, which is root's. Docker's volumes and --tmpfs have OPEN_TMP, and so has a volume of
# Fargate's where the image says VOLUME. Without that, Fargate's has WORST_TMP.
OPEN_TMP = 0o1777
WORST_TMP = 0o755
DEVICES = ("null", "zero", "full", "random", "urandom")
VIEWER = {"content-type": "application/json", "x-forwarded-for": "203.0.113.7"}


class Failure(Exception):
    """The fact that does not hold, for people."""


class Sandbox:
    """An image's root, mounted for the life of this process, which has namespaces of its own."""

    def __init__(self, root, config):
        self.root = pathlib.Path(root)
        self.config = config
        mount("--bind", root, root)
        mount("-o", "remount,bind,ro", root)
        # As docker run --tmpfs does it: what is unpacked there cannot be loaded.
        mount("-t", "tmpfs", "-o", "noexec,nosuid,nodev,size=64m", "tmpfs", self.root / "tmp")
        self.set_tmp(OPEN_TMP)
        mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", self.root / "dev")
        for device in DEVICES:
            (self.root / "dev" / device).touch()
            mount("--bind", f"/dev/{device}", self.root / "dev" / device)
        mount("-o", "remount,ro", self.root / "dev")

    def set_tmp(self, mode):
        """Who may write to /tmp from now on."""
        (self.root / "tmp").chmod(mode)

    def bind(self, source, target):
        mount("--bind", source, self.root / target.lstrip("/"))

    def command(self, arguments, user):
        """What runs the arguments in the container, as the only process of a namespace."""
        return [
            *("unshare", "--pid", "--fork", "--kill-child", f"--mount-proc={self.root / 'proc'}"),
            *("chroot", f"--userspec={user}", "--groups=", str(self.root)),
            *("/usr/bin/env", f"--chdir={self.config['WorkingDir']}", *arguments),
        ]

    def environment(self, settings):
        image = dict(line.split("=", 1) for line in self.config["Env"])
        return {**image, **settings}

    def run(self, arguments, settings, user=None):
        """The exit status and what was printed."""
        ran = subprocess.run(
            self.command(arguments, user or self.config["User"]),
            env=self.environment(settings), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
        return ran.returncode, ran.stdout

    @contextlib.contextmanager
    def started(self, settings):
        """A container that is ready, and is stopped by its signal and with status 0 in the end."""
        container = Container(self, settings)
        try:
            container.wait_until_ready()
            yield container
            container.stop()
        finally:
            container.kill()


class Container:
    def __init__(self, sandbox, settings):
        self.sandbox = sandbox
        self.settings = sandbox.environment(settings)
        self.log = pathlib.Path(f"/proc/self/fd/{os.memfd_create('log')}")
        self.began = time.monotonic()
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                sandbox.command(sandbox.config["Entrypoint"], sandbox.config["User"]),
                env=self.settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.settings.get('PORT', '8080')}"

    def wait_until_ready(self):
        while time.monotonic() < self.began + READY_SECONDS:
            with contextlib.suppress(OSError):
                if self.call("GET", "/health/ready")[0] == 200:
                    self.ready_after = time.monotonic() - self.began
                    return
            if self.process.poll() is not None:
                raise Failure(f"it ends with status {self.process.returncode}:\n{self.logged()}")
            time.sleep(0.005)
        raise Failure(f"it is not ready after {READY_SECONDS} s:\n{self.logged()}")

    def call(self, method, path, body=None):
        """The status and the JSON of the answer, or its text."""
        request = urllib.request.Request(
            self.address + path, method=method, headers=VIEWER,
            data=None if body is None else json.dumps(body).encode())
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                status, text = answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            status, text = refused.code, refused.read().decode()
        return status, json.loads(text) if text.startswith("{") else text

    def pid(self):
        """Of the image's process, as it is seen from outside."""
        if self.process.poll() is not None:
            raise Failure(f"it has ended:\n{self.logged()}")
        outside = self.process.pid
        children = pathlib.Path(f"/proc/{outside}/task/{outside}/children").read_text().split()
        return int(children[0])

    def status(self):
        """What the kernel says of the image's process: its ids, and so on."""
        lines = pathlib.Path(f"/proc/{self.pid()}/status").read_text().splitlines()
        return {name: value.split() for name, value in (line.split(":", 1) for line in lines)}

    def health(self):
        """The exit status of the image's own health check."""
        test = self.sandbox.config["Healthcheck"]["Test"]
        if test[0] != "CMD":
            raise Failure(f"the health check is no command without a shell: {test}")
        return self.sandbox.run(test[1:], self.settings)[0]

    def stop(self):
        told = time.monotonic()
        os.kill(self.pid(), getattr(signal, self.sandbox.config["StopSignal"]))
        try:
            status = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise Failure(f"it still runs {STOP_SECONDS} s after its signal") from None
        if status != 0:
            raise Failure(f"it is stopped, and its status is {status}:\n{self.logged()}")
        self.stopped_after = time.monotonic() - told

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def logged(self):
        return self.log.read_text()


def mount(*arguments):
    subprocess.run(["mount", *map(str, arguments)], check=True)
