#!/usr/bin/env python3
"""Executes the commands in the documents and compares their output with the answers shown.

usage: checks/try-documents.py [file...]      the default is all documents

Each section (a heading of the second level) runs in its own shell, with its own data, in a folder like a fresh
checkout. Its blocks are handled in order:
- ```sh is executed and must succeed, unless checks/documents/not-executed.txt lists it;
- `./make.sh run` in its last line starts a server, and `scripts/dynamodb-local.sh` starts DynamoDB Local, each as
  in its own terminal. A server that uses the same port or the files in ./data is stopped first, as the document
  tells the reader. All servers use free ports, and `localhost:8080` is replaced with the actual address;
- if commands need a server (localhost:8080 or 9090, ./data) and the section has not started one, a server
  with one stream is started;
- if commands use AWS and no engine is running, DynamoDB Local is started. Its licence is not for
  everybody: docs/DEVELOPING.md;
- ```ini is the file .env;
- a block without a mark is the expected answer: checks/documents/answers.py describes the comparison.

Sections that need a missing program are skipped, and `make.sh test` reports them. Everything started is stopped by its
pid, and a server must exit with status 0.
"""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from documents import answers, blocks, checkout
from documents.processes import Failure, Program, Server, Shell, clean, environment

PUBLIC, MANAGEMENT, ENGINE = "8080", "9090", "8000"
RUN = re.compile(r"((?:\w+=\S+ )*)\./make\.sh run$")
AT_ONCE = 2  # sections; they mostly wait for a server to start
WRONG_SETTING = 2
RUN_ENGINE = "scripts/dynamodb-local.sh"
FETCH_SECONDS = 300  # Maven downloads it the first time
ASKS_SERVER = re.compile(rf"localhost:({PUBLIC}|{MANAGEMENT})|\bdata/")
MOVES_DATA = re.compile(r"^(?:mv|rm|cp) .*\bdata/", re.M)
ASKS_AWS = re.compile(r"^aws ", re.M)
PROGRAMS = ("curl", "sqlite3", "aws")
ABSENT = blocks.ROOT / "server/target/absent-tools.txt"
A_START = ("curl -sf localhost:8080/api/v1/stream -H 'x-forwarded-for: 203.0.113.7'"
           " -H 'content-type: application/json' -d '{}'")


class Section:
    """The shell and the programs for the blocks under one heading."""

    def __init__(self, folder):
        self.folder = checkout.make(folder)
        self.shell = Shell(self.folder, environment(self.folder))
        self.places = {}  # the port in the document -> the actual port
        self.servers = {}  # by the port in the document
        self.engine = None
        self.started = 0

    def run(self, block):
        """Runs a block of commands and returns its output."""
        *before, last = block.text.strip().split("\n")
        if MOVES_DATA.search(block.text):
            self.stop(PUBLIC)
        if last == RUN_ENGINE or RUN.match(last):
            printed = self.execute("\n".join(before)) if before else ""
            self.start_engine() if last == RUN_ENGINE else self.start(RUN.match(last).group(1))
            return printed
        if ASKS_SERVER.search(block.text) and PUBLIC not in self.servers and not MOVES_DATA.search(block.text):
            self.start("")
            self.execute(A_START)
        if ASKS_AWS.search(block.text):
            self.replace_aws()
        return self.execute(block.text)

    def execute(self, commands):
        for place, there in self.places.items():
            commands = re.sub(rf"\blocalhost:{place}\b", f"127.0.0.1:{there}", commands)
        return self.shell.run(commands)

    def log(self):
        self.started += 1
        return self.folder / f"log-{self.started}"

    def start(self, settings):
        """Starts a server with the shell's environment and the NAME=value pairs of its command."""
        given = dict(pair.split("=", 1) for pair in settings.split())
        port, management = given.pop("PORT", PUBLIC), given.pop("STREAMGATE_MANAGEMENT_PORT", MANAGEMENT)
        self.stop(port)
        if (self.folder / ".env").exists():
            self.replace_aws()
        server = self.servers[port] = Server(self.folder, {**self.shell.environment(), **given}, self.log())
        self.places.update({port: server.ready["port"], management: server.ready["management_port"]})

    def stop(self, port):
        if port in self.servers:
            self.servers.pop(port).stop()

    def start_engine(self):
        self.engine = Program([RUN_ENGINE, "0"], self.folder, self.shell.environment(), self.log())
        self.places[ENGINE] = self.engine.wait_for(r"(?m)^port (\d+)$", FETCH_SECONDS).group(1)

    def replace_aws(self):
        if self.engine is None:
            self.start_engine()
            self.execute(f"export AWS_ENDPOINT_URL=http://localhost:{ENGINE}")

    def close(self):
        for port in list(self.servers):
            self.stop(port)

    def kill(self):
        for program in [*self.servers.values(), *([self.engine] if self.engine else [])]:
            program.kill()
        self.shell.close()


def try_section(found, table):
    """Runs the blocks of one section. Returns the numbers of executed blocks and compared answers."""
    executed, compared, printed = 0, 0, None
    with tempfile.TemporaryDirectory() as folder:
        section = Section(folder)
        try:
            for block in found:
                if blocks.runs(block, table):
                    printed = section.run(block)
                    executed += 1
                elif block.mark == blocks.DOT_ENV:
                    (section.folder / ".env").write_text(block.text + "\n")
                elif block.mark == blocks.ANSWER and printed is not None:
                    difference = answers.difference(block.text, printed)
                    if difference:
                        raise Failure(difference)
                    compared += 1
            section.close()
        except Failure as failure:
            raise Failure(f"{block.place}: {failure}") from None
        finally:
            section.kill()
    return executed, compared


def outcome(found, table):
    """The result of try_section, or its failure, so that the other sections continue."""
    try:
        return try_section(found, table)
    except Failure as failure:
        return failure


def sections(found, table):
    """The blocks of each section that has a block to execute."""
    names = dict.fromkeys(block.section for block in found)
    by_name = [[block for block in found if block.section == name] for name in names]
    return [of_one for of_one in by_name if any(blocks.runs(block, table) for block in of_one)]


def absent(found, table):
    """The missing program or option that a section needs, if any."""
    text = "\n".join(block.text for block in found if blocks.runs(block, table))
    return next((program for program in PROGRAMS
                 if re.search(rf"(^|[(|&;] *){program} ", text, re.M) and shutil.which(program) is None), None)


def leave_out(program, what):
    """Records a skipped section for make.sh to report."""
    if program != "--all":
        with open(ABSENT, "a") as file:
            file.write(f"{program}|the commands of {what} work as shown\n")


def build():
    """Builds the server if the sources are newer: a start with a wrong setting builds and exits."""
    started = subprocess.run(["./make.sh", "run"], cwd=blocks.ROOT, capture_output=True, text=True,
                             env={**clean(os.environ), "PORT": "none"})
    if started.returncode != WRONG_SETTING:
        raise SystemExit(f"the build failed:\n{started.stdout}{started.stderr}")


def main(arguments):
    named = [pathlib.Path(name).resolve() for name in arguments]
    table = blocks.left_out()
    faults = list(blocks.faults([blocks.read(path) for path in blocks.documents()], table))
    if faults:
        raise SystemExit("\n".join(f"try-documents.py: {fault}" for fault in faults))
    build()
    to_try = []
    for found in [found for path in named or blocks.documents() for found in sections(blocks.read(path), table)]:
        missing = absent(found, table)
        if missing:
            leave_out(missing, f"{found[0].document}, {found[0].section}")
        else:
            to_try.append(found)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        tried = list(pool.map(lambda found: outcome(found, table), to_try))
    failures = [one for one in tried if isinstance(one, Failure)]
    for failure in failures:
        print(f"try-documents.py: {failure}", file=sys.stderr)
    if failures or not tried:
        return 1
    print(f"{sum(blocks_run for blocks_run, _ in tried)} blocks of commands succeeded, "
          f"and {sum(compared for _, compared in tried)} answers match")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
