"""The programs of checks/try-monitoring.py: nodes of Streamgate and Prometheus, on the loopback interface."""

import contextlib
import fcntl
import json
import os
import pathlib
import re
import subprocess
import threading
import time
import urllib.parse
import urllib.request

from documents.processes import Failure, Program, clean
from proxies.programs import free_port

SMALLEST_PIPE = 4_096
START_SECONDS = 60

# A second for minutes and hours: the tests of promtool hold the real times
FASTER = [(r"for: \d+m", "for: 1s"), (r"\[\d+[mh]\]", "[10s]")]


class Node:
    """A node with these settings, whose stdout is read until `nobody_reads`. It collects garbage often."""

    def __init__(self, name, folder, jar, settings):
        self.name, self.lines, self.reading = name, [], True
        self.ready = threading.Event()
        java = pathlib.Path(os.environ["JAVA_HOME"], "bin/java") if os.environ.get("JAVA_HOME") else "java"
        (folder / name).mkdir()
        self.process = subprocess.Popen(
            [str(java), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx192m", "-Xmn8m", "-jar", str(jar)],
            cwd=folder / name, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**clean(os.environ), "HOST": "127.0.0.1", "PORT": "0", "STREAMGATE_MANAGEMENT_PORT": "0",
                 "STREAMGATE_LOG": "json", **settings})
        fcntl.fcntl(self.process.stdout, fcntl.F_SETPIPE_SZ, SMALLEST_PIPE)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line)
            if '"streamgate is ready"' in line:
                self.ready.set()
            if not self.reading:
                return

    def wait(self):
        """Waits until the node serves."""
        deadline = time.monotonic() + START_SECONDS
        while not self.ready.wait(0.1):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Failure(f"node {self.name} did not start:\n{''.join(self.lines)}")
        line = next(line for line in self.lines if '"streamgate is ready"' in line)
        pairs = {name: value for pair in json.loads(line)["kvpList"] for name, value in pair.items()}
        self.port, self.management_port = int(pairs["port"]), int(pairs["management_port"])

    def nobody_reads(self):
        self.reading = False

    def kill(self):
        self.process.kill()
        self.process.wait()


class Prometheus(Program):
    """Scrapes the nodes, and evaluates the rules in quick motion, each second."""

    def __init__(self, folder, nodes, rules):
        for pattern, replacement in FASTER:
            rules = re.sub(pattern, replacement, rules)
        (folder / "rules.yml").write_text(rules)
        targets = "".join(f'\n      - {{targets: ["127.0.0.1:{node.management_port}"], labels: {{node: {node.name}}}}}'
                          for node in nodes)
        (folder / "prometheus.yml").write_text(f"""
global: {{scrape_interval: 1s, evaluation_interval: 1s}}
rule_files: [rules.yml]
scrape_configs:
  - job_name: streamgate
    static_configs:{targets}
""")
        self.port = free_port()
        super().__init__(
            ["prometheus", "--config.file=prometheus.yml", f"--storage.tsdb.path={folder / 'tsdb'}",
             f"--web.listen-address=127.0.0.1:{self.port}"], folder, clean(os.environ), folder / "prometheus.log")
        self.wait_for("Server is ready to receive web requests")

    def ask(self, what, **parameters):
        url = f"http://127.0.0.1:{self.port}/api/v1/{what}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(url, timeout=30) as page:
                return json.load(page)["data"]
        except urllib.error.HTTPError as refused:
            raise Failure(f"{parameters}: {json.load(refused)['error']}") from None

    def samples(self, expression):
        """The values of an expression that are numbers."""
        found = [float(sample["value"][1]) for sample in self.ask("query", query=expression)["result"]]
        return [value for value in found if value == value]

    def has(self, expression):
        return bool(self.ask("query", query=expression)["result"])

    def firing(self):
        """The alerts that fire: pairs of the alert and the node, or None for all nodes."""
        return {(alert["labels"]["alertname"], alert["labels"].get("instance"))
                for alert in self.ask("alerts")["alerts"] if alert["state"] == "firing"}


def within(seconds, condition):
    """Whether the condition holds within this time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def kill_all(programs):
    for program in programs:
        with contextlib.suppress(OSError):
            program.kill()
