#!/usr/bin/env python3
"""Tests that each alert of ops/ has a runbook page and a test, and that dashboard and alerts query documented metrics.

The other tests plant a fault of each kind. checks/try-monitoring.py runs the files on a real Prometheus.
"""

import copy
import dataclasses
import sys
import unittest

from monitoring import ops

FILES = ops.read()
FULL = "StreamgateDiskNearlyFull"


def with_query(expression):
    """The files with this query in the first panel."""
    dashboard = copy.deepcopy(FILES.dashboard)
    ops.panels(dashboard)[0]["targets"][0]["expr"] = expression
    return dataclasses.replace(FILES, dashboard=dashboard)


class Faults(unittest.TestCase):
    maxDiff = None

    def faults(self, **changes):
        return ops.faults(dataclasses.replace(FILES, **changes))

    def replaced(self, text, before, after):
        self.assertEqual(1, text.count(before), before)
        return text.replace(before, after)

    def test_the_files_lack_nothing(self):
        self.assertEqual([], ops.faults(FILES))
        self.assertGreater(len(ops.rules(FILES.rules)), 20)
        self.assertGreater(len(ops.panels(FILES.dashboard)), 20)

    def test_an_alert_without_a_page(self):
        pages = {name: page for name, page in FILES.runbooks.items() if name != FULL}
        self.assertEqual([f"{FULL}: write its page, ops/runbooks/{FULL}.md"], self.faults(runbooks=pages))

    def test_an_alert_whose_link_leads_to_another_page(self):
        rules = self.replaced(FILES.rules, f"{ops.RUNBOOKS}{FULL}.md", f"{ops.RUNBOOKS}StreamgateDown.md")
        self.assertEqual([f"{FULL}: add 'runbook_url: {ops.RUNBOOKS}{FULL}.md'"], self.faults(rules=rules))

    def test_a_page_without_an_alert(self):
        pages = {**FILES.runbooks, "Gone": FILES.runbooks[FULL]}
        self.assertEqual(["ops/runbooks/Gone.md: there is no such alert"], self.faults(runbooks=pages))

    def test_a_page_of_another_severity_or_without_a_part(self):
        page = FILES.runbooks[FULL]
        for before, after, fault in [
                ("**warning**", "**critical**", "begin with the alert's name and its severity"),
                ("## What to do", "## Ideas", "use the headings of the other pages")]:
            pages = {**FILES.runbooks, FULL: self.replaced(page, before, after)}
            self.assertEqual([f"ops/runbooks/{FULL}.md: {fault}"], self.faults(runbooks=pages))

    def test_an_alert_that_is_not_tested(self):
        begins, ends = FILES.tests.index(f"- name: {FULL}"), FILES.tests.index("- name: StreamgateQueueFilling")
        self.assertEqual(
            [f"{FULL}: add a test to ops/prometheus/tests in which it {how}" for how in ("fires", "is silent")],
            self.faults(tests=FILES.tests[:begins] + FILES.tests[ends:]))

    def test_an_alert_that_is_never_silent_in_its_test(self):
        silent = f"{{alertname: {FULL}, eval_time: 6m, exp_alerts: []}}"
        other = silent.replace(FULL, "StreamgateDown")
        self.assertEqual([f"{FULL}: add a test to ops/prometheus/tests in which it is silent"],
                         self.faults(tests=self.replaced(FILES.tests, silent, other)))

    def test_a_test_of_an_alert_that_is_gone(self):
        self.assertEqual(["Gone: ops/prometheus/tests tests it, and rules.yml has no such alert"],
                         self.faults(tests=FILES.tests + "\n      - alertname: Gone\n"))

    def test_an_alert_on_a_metric_that_is_not_documented(self):
        rules = self.replaced(FILES.rules, "expr: streamgate_plans_valid == 0", "expr: streamgate_plans == 0")
        self.assertEqual(["StreamgatePlansBroken: streamgate_plans is not in docs/OPERATING.md"],
                         self.faults(rules=rules))

    def test_a_panel_on_a_metric_that_is_not_documented(self):
        for metric in ("streamgate_gone_total", "streamgate_starts_total_bucket", "node_load1"):
            self.assertEqual(
                [f"panel 'Nodes ready': {metric} is not in docs/OPERATING.md"],
                ops.faults(with_query(f'sum by (le) (rate({metric}{{instance=~"$instance"}}[$__rate_interval]))')))

    def test_a_panel_that_ignores_the_variable(self):
        self.assertEqual(["panel 'Nodes ready': filter by the variable $instance"],
                         ops.faults(with_query('sum(streamgate_ready{job="streamgate"})')))

    def test_a_panel_without_a_description_a_unit_or_a_legend(self):
        dashboard = copy.deepcopy(FILES.dashboard)
        panel = next(panel for panel in ops.panels(dashboard) if panel["title"] == "Uptime")
        panel["description"] = ""
        panel["fieldConfig"]["defaults"]["unit"] = ""
        panel["targets"][0]["legendFormat"] = ""
        self.assertEqual([f"panel 'Uptime': {what}" for what in
                          ("add a description", "set the unit", "set the legend of query A")],
                         self.faults(dashboard=dashboard))


class Metrics(unittest.TestCase):
    def test_the_metrics_of_an_expression_are_neither_labels_nor_functions(self):
        self.assertEqual({"a_total", "job:b:rate5m", "c"}, ops.metrics(
            'sum by (le, x) (rate(a_total{kind="d_total"}[5m])) / ignoring (y) group_left job:b:rate5m offset 1d'
            " > 2 and on (z) vector(0) unless c"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
