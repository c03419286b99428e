#!/usr/bin/env python3
"""Runs the README's commands against a server of its own, and compares the answers.

usage: scripts/try-readme.py [file]        the file is README.md where none is named

Of the blocks marked ```sh, in their order and in one shell:
- `./make.sh run` starts the server; where one runs it is stopped first, as the reader is told to;
- `./make.sh test` is left out: it is what runs this script;
- every other block is run, and must succeed. `localhost:8080` becomes where the server listens.

A block without a mark that follows at once, or after text only, is the answer. It is compared with
what the commands printed, by these rules and no others:
- white space does not count;
- `...` stands for anything, also for nothing;
- on both sides these are masked, for they differ each time: stream ids, times (RFC 3339), and the
  numbers of the headers retry-after and content-length.

The server runs on free ports of 127.0.0.1, on a data folder of its own that is removed, with every
setting of .env.example at its default. It is stopped by its pid, and must exit with status 0.
"""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
START_SECONDS = 300  # the first start builds
STOP_SECONDS = 15
ANSWER_SECONDS = 60
SERVER = "./make.sh run"
LEFT_OUT = "./make.sh test"
SENTINEL = "---- end of block"

MASKS = [
    (re.compile(r"\b[0-9a-v]{9}[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])"), "<id>"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"), "<time>"),
    (re.compile(r"((?:retry-after|content-length):\s*)\d+"), r"\1<number>"),
]


class Failure(Exception):
    """What differs, for people."""


def blocks(text):
    """Pairs of commands and the answer shown for them, which is None where none is shown."""
    found = []
    for mark, body in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S):
        if mark == "sh":
            found.append([body.strip(), None])
        elif mark == "" and found and found[-1][1] is None:
            found[-1][1] = body
        else:
            raise Failure(f"this block is neither a command nor the answer of one:\n{body}")
    if not any(answer for _, answer in found):
        raise Failure("there is no answer to compare")
    return found


def masked(text):
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return re.sub(r"\s+", "", text)


def compare(shown, printed):
    parts = [re.escape(part) for part in masked(shown).split("...")]
    if not re.fullmatch(".*?".join(parts), masked(printed)):
        raise Failure(f"shown:\n{shown}\nprinted:\n{printed}")


class Server:
    def __init__(self, folder):
        self.log = pathlib.Path(folder, "log")
        self.environment = {**os.environ, **defaults()}
        self.environment.update(
            HOST="127.0.0.1",
            PORT="0",
            STREAMGATE_MANAGEMENT_PORT="0",
            STREAMGATE_DATA_DIR=str(pathlib.Path(folder, "data")),
            STREAMGATE_LOG="json",
        )
        self.process = None

    def start(self):
        self.stop()
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                SERVER.split(), cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT)
        return wait(START_SECONDS, self.port, lambda: f"the server did not start:\n{self.printed()}")

    def port(self):
        if self.process.poll() is not None:
            raise Failure(f"the server ended with {self.process.returncode}:\n{self.printed()}")
        # Maven leaves what resets a terminal's colours in front of the first line
        ready = re.search(r'\{.*"streamgate is ready".*\}\n', self.printed())
        if ready is None:
            return None
        pairs = json.loads(ready.group())["kvpList"]
        return next(pair["port"] for pair in pairs if "port" in pair)

    def printed(self):
        return self.log.read_text(errors="replace")

    def stop(self):
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise Failure(f"the server did not stop within {STOP_SECONDS} s") from None
        if status != 0:
            raise Failure(f"the server stopped with {status}:\n{self.printed()}")
        self.process = None

    def kill(self):
        """Leaves nothing running, whatever went wrong."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def defaults():
    """Every setting's default, for the process's environment wins over the user's .env."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line[2:].split("=", 1) for line in lines if re.match(r"# \w+=.", line))


def wait(seconds, ask, complaint):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = ask()
        if answer is not None:
            return answer
        time.sleep(0.1)
    raise Failure(complaint())


class Shell:
    """One shell for all blocks, so that a later one knows the variables of an earlier one."""

    def __init__(self):
        self.process = subprocess.Popen(
            ["bash", "--norc", "--noprofile"], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(self, commands):
        watchdog = threading.Timer(ANSWER_SECONDS, self.process.kill)
        watchdog.start()
        try:
            self.process.stdin.write(f"{commands}\nprintf '\\n%s %s\\n' '{SENTINEL}' $?\n")
            self.process.stdin.flush()
            return self.printed(commands)
        finally:
            watchdog.cancel()

    def printed(self, commands):
        printed = ""
        for line in self.process.stdout:
            if line.startswith(SENTINEL):
                if line.split()[-1] != "0":
                    raise Failure(f"status {line.split()[-1]} of:\n{commands}\n{printed}")
                return printed
            printed += line
        raise Failure(f"no answer within {ANSWER_SECONDS} s:\n{commands}\n{printed}")

    def close(self):
        self.process.stdin.close()
        self.process.wait(ANSWER_SECONDS)


def run(readme, server, shell):
    """Runs every block; how many answers were compared."""
    port, compared = None, 0
    for commands, answer in blocks(readme.read_text()):
        if commands == SERVER:
            port = server.start()
        elif commands != LEFT_OUT:
            if port is None:
                raise Failure(f"no server was started before:\n{commands}")
            printed = shell.run(commands.replace("localhost:8080", f"127.0.0.1:{port}"))
            if answer is not None:
                compare(answer, printed)
                compared += 1
    server.stop()
    return compared


def main(arguments):
    readme = pathlib.Path(arguments[0]) if arguments else ROOT / "README.md"
    with tempfile.TemporaryDirectory() as folder:
        server, shell = Server(folder), Shell()
        try:
            compared = run(readme, server, shell)
        except Failure as failure:
            print(f"{readme.name}: {failure}", file=sys.stderr)
            return 1
        finally:
            shell.close()
            server.kill()
    print(f"{readme.name}: {compared} answers are as shown")
    return 0


sys.exit(main(sys.argv[1:]))
