#!/usr/bin/env python3
"""Runs the alerts and the dashboard of ops/ on a real Prometheus that scrapes two nodes under load.

usage: checks/try-monitoring.py [jar]      the default is server/target/streamgate.jar

promtool checks the rules and runs the test of each alert. One node keeps streams in sqlite and has a file of plans, the
other keeps them in DynamoDB Local and takes access tokens. Each query of the dashboard must return a number. Then things
break, and the alerts that say so must fire, but not before. Everything that is started is stopped by its pid.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from documents import blocks
from documents.processes import Failure, Program, clean
from monitoring import load, ops, programs

SECONDS = 60
VARIABLES = {"$instance": ".*", "$__rate_interval": "10s"}
FETCH_SECONDS = 300  # Maven downloads DynamoDB Local the first time


def promtool(*arguments):
    ran = subprocess.run(["promtool", *arguments], cwd=ops.ROOT / "ops/prometheus", text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if ran.returncode != 0:
        raise Failure(f"promtool {' '.join(arguments)}:\n{ran.stdout}")


def scrape_configurations_are_valid(folder):
    """Those of ops/README.md."""
    found = [block for block in blocks.read(ops.ROOT / "ops/README.md") if block.mark == "yaml"]
    if len(found) < 3:
        raise Failure("ops/README.md shows no scrape configurations for static nodes, EC2 and ECS")
    for block in found:
        (folder / "configuration.yml").write_text(block.text)
        promtool("check", "config", "--syntax-only", str(folder / "configuration.yml"))


def queries(dashboard):
    """The queries of the dashboard: pairs of its place and the expression, with values for the variables."""
    for panel in ops.panels(dashboard):
        for target in panel["targets"]:
            expression = target["expr"]
            for variable, value in VARIABLES.items():
                expression = expression.replace(variable, value)
            yield f"panel '{panel['title']}', query {target['refId']}", expression


def each_query_returns_a_number(prometheus, dashboard):
    found = list(queries(dashboard))
    silent = dict(found)

    def ask():
        for place, expression in list(silent.items()):
            if prometheus.samples(expression):
                del silent[place]
        return not silent
    if not programs.within(SECONDS, ask):
        raise Failure("no sample:\n" + "\n".join(f"  {place}: {query}" for place, query in silent.items()))
    return len(found)


def each_alert_selects_real_series(prometheus):
    """A label that the metric does not have would keep an alert silent. Nothing here causes an internal error."""
    for rule in ops.rules(ops.read().rules):
        for selector in sorted(ops.selectors(rule.expression)):
            if 'status="500"' not in selector and not prometheus.has(f"last_over_time({selector}[5m])"):
                raise Failure(f"{rule.name}: there are no series {selector}")


class Scene:
    """The nodes, their load, and Prometheus."""

    def __init__(self, folder, jar, started):
        self.folder, self.started = folder, started
        self.engine = self.run(Program(["scripts/dynamodb-local.sh", "0"], ops.ROOT, clean(os.environ),
                                       folder / "engine.log"))
        self.plans = folder / "plans.yml"
        self.plans.write_text(load.PLANS)
        keys = folder / "keys.json"
        keys.write_text(load.key_set())
        self.sqlite = self.run(programs.Node("sqlite", folder, jar, {
            "STREAMGATE_PLANS": str(self.plans), "STREAMGATE_LOG_QUEUE": "32768"}))
        port = self.engine.wait_for(r"(?m)^port (\d+)$", FETCH_SECONDS).group(1)
        self.table = self.run(programs.Node("table", folder, jar, {
            "DYNAMO_TABLE_NAME": "streamgate", "STREAMGATE_CREATE_TABLE": "true", "AWS_REGION": "eu-central-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ACCESS_KEY_ID": "local",
            "AWS_SECRET_ACCESS_KEY": "local", "STREAMGATE_IDENTITY": "jwt", "STREAMGATE_JWT_KEYS": str(keys),
            "STREAMGATE_JWT_ISSUER": load.ISSUER, "STREAMGATE_JWT_AUDIENCE": load.AUDIENCE,
            "STREAMGATE_JWT_ALGORITHMS": "HS256"}))
        self.sqlite.wait()
        self.table.wait()
        self.prometheus = self.run(programs.Prometheus(folder, [self.sqlite, self.table], ops.read().rules))
        self.loads = [
            load.Load(self.sqlite.port, lambda viewer: ("x-forwarded-for", viewer)),
            load.Load(self.table.port, lambda viewer: ("authorization", f"Bearer {load.access_token(viewer)}"))]

    def run(self, program):
        self.started.append(program)
        return program

    def fires(self, alert, node, happen):
        """Checks that an alert fires because of what happens, and not before."""
        expected = (alert, f"127.0.0.1:{node.management_port}")
        if expected in self.prometheus.firing():
            raise Failure(f"{alert} fires for no reason")
        happen()
        if not programs.within(SECONDS, lambda: expected in self.prometheus.firing()):
            raise Failure(f"{alert} does not fire on {expected[1]}, but {sorted(map(str, self.prometheus.firing()))}")

    def ends(self, alert, node):
        gone = (alert, f"127.0.0.1:{node.management_port}")
        if not programs.within(SECONDS, lambda: gone not in self.prometheus.firing()):
            raise Failure(f"{alert} still fires, though all is well")

    def alerts(self):
        self.fires("StreamgatePlansBroken", self.sqlite, lambda: self.plans.write_text("plans: ["))
        self.plans.write_text(load.PLANS)
        self.fires("StreamgateLogLinesDropped", self.sqlite, self.sqlite.nobody_reads)
        self.fires("StreamgateStoreFailing", self.table, self.engine.kill)
        self.fires("StreamgateDown", self.table, self.table.kill)
        self.ends("StreamgatePlansBroken", self.sqlite)


def run(folder, jar, started):
    promtool("check", "rules", "rules.yml")
    tests = sorted(f"tests/{file.name}" for file in (ops.ROOT / "ops/prometheus/tests").glob("*.yml"))
    promtool("test", "rules", *tests)
    scrape_configurations_are_valid(folder)
    scene = Scene(folder, jar, started)
    asked = each_query_returns_a_number(scene.prometheus, ops.read().dashboard)
    scene.alerts()
    each_alert_selects_real_series(scene.prometheus)
    starts = sum(one.started for one in scene.loads)
    for one in scene.loads:
        one.stop()
    return f"{asked} queries of the dashboard return numbers, and 4 alerts fired ({starts} starts)"


def main(arguments):
    jar = pathlib.Path(arguments[0] if arguments else ops.ROOT / "server/target/streamgate.jar").resolve()
    began, started = time.monotonic(), []
    with tempfile.TemporaryDirectory() as folder:
        try:
            print(f"{run(pathlib.Path(folder), jar, started)}, {time.monotonic() - began:.0f} s")
            return 0
        except Failure as failure:
            print(f"try-monitoring.py: {failure}", file=sys.stderr)
            return 1
        finally:
            programs.kill_all(started)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
