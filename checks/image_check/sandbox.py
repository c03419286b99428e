"""Runs an unpacked image like a container engine: with the image's user and environment, its entry
point as process 1 of a new namespace, and a root that is read-only except for /tmp and mounts."""

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
# Modes of /tmp, which belongs to root. Docker's volumes and --tmpfs have OPEN_TMP, and so do Fargate's
# volumes if the image declares a VOLUME. Without one, Fargate's volumes have ROOT_ONLY_TMP.
OPEN_TMP = 0o1777
ROOT_ONLY_TMP = 0o755
DEVICES = ("null", "zero", "full", "random", "urandom")
VIEWER = {"content-type": "application/json", "x-forwarded-for": "203.0.113.7"}


class Failure(Exception):
    """A failed check, with a message for the user."""


class Sandbox:
    """An image's root file system, mounted as long as this process and its namespaces exist."""

    def __init__(self, root, config):
        self.root = pathlib.Path(root)
        self.config = config
        mount("--bind", root, root)
        mount("-o", "remount,bind,ro", root)
        # Like docker run --tmpfs: libraries unpacked there cannot be loaded.
        mount("-t", "tmpfs", "-o", "noexec,nosuid,nodev,size=64m", "tmpfs", self.root / "tmp")
        self.set_tmp(OPEN_TMP)
        mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", self.root / "dev")
        for device in DEVICES:
            (self.root / "dev" / device).touch()
            mount("--bind", f"/dev/{device}", self.root / "dev" / device)
        mount("-o", "remount,ro", self.root / "dev")

    def set_tmp(self, mode):
        """Changes the mode of /tmp."""
        (self.root / "tmp").chmod(mode)

    def bind(self, source, target):
        mount("--bind", source, self.root / target.lstrip("/"))

    def command(self, arguments, user):
        """The command line that runs the arguments in the container, as process 1 of a new namespace."""
        return [
            *("unshare", "--pid", "--fork", "--kill-child", f"--mount-proc={self.root / 'proc'}"),
            *("chroot", f"--userspec={user}", "--groups=", str(self.root)),
            *("/usr/bin/env", f"--chdir={self.config['WorkingDir']}", *arguments),
        ]

    def environment(self, settings):
        image = dict(line.split("=", 1) for line in self.config["Env"])
        return {**image, **settings}

    def run(self, arguments, settings, user=None):
        """Runs the arguments, and returns the exit status and the output."""
        ran = subprocess.run(
            self.command(arguments, user or self.config["User"]),
            env=self.environment(settings), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
        return ran.returncode, ran.stdout

    @contextlib.contextmanager
    def started(self, settings):
        """Starts a container and waits until it is ready. After the block, it must stop with status 0."""
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
    def base_url(self):
        return f"http://127.0.0.1:{self.settings.get('PORT', '8080')}"

    def wait_until_ready(self):
        while time.monotonic() < self.began + READY_SECONDS:
            with contextlib.suppress(OSError):
                if self.call("GET", "/health/ready")[0] == 200:
                    self.ready_after = time.monotonic() - self.began
                    return
            if self.process.poll() is not None:
                raise Failure(f"the server exited with status {self.process.returncode}:\n{self.logged()}")
            time.sleep(0.005)
        raise Failure(f"the server is not ready after {READY_SECONDS} s:\n{self.logged()}")

    def call(self, method, path, body=None):
        """Sends a request. Returns the status and the body, parsed if it is JSON."""
        request = urllib.request.Request(
            self.base_url + path, method=method, headers=VIEWER,
            data=None if body is None else json.dumps(body).encode())
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                status, text = response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read().decode()
        return status, json.loads(text) if text.startswith("{") else text

    def pid(self):
        """The server's process id, as seen from outside the container."""
        if self.process.poll() is not None:
            raise Failure(f"the server has exited:\n{self.logged()}")
        outside = self.process.pid
        children = pathlib.Path(f"/proc/{outside}/task/{outside}/children").read_text().split()
        return int(children[0])

    def status(self):
        """The fields of /proc/<pid>/status of the server, such as its user ids and capabilities."""
        lines = pathlib.Path(f"/proc/{self.pid()}/status").read_text().splitlines()
        return {name: value.split() for name, value in (line.split(":", 1) for line in lines)}

    def health(self):
        """Runs the image's health check, and returns its exit status."""
        test = self.sandbox.config["Healthcheck"]["Test"]
        if test[0] != "CMD":
            raise Failure(f"the health check must be a command without a shell, but is {test}")
        return self.sandbox.run(test[1:], self.settings)[0]

    def stop(self):
        signalled = time.monotonic()
        os.kill(self.pid(), getattr(signal, self.sandbox.config["StopSignal"]))
        try:
            status = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise Failure(f"the server is still running {STOP_SECONDS} s after the stop signal") from None
        if status != 0:
            raise Failure(f"the server exited with status {status} on shutdown:\n{self.logged()}")
        self.stopped_after = time.monotonic() - signalled

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def logged(self):
        return self.log.read_text()


def mount(*arguments):
    subprocess.run(["mount", *map(str, arguments)], check=True)
