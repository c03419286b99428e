"""The files of ops/: the alerts, their tests and runbook pages, and the dashboard. `faults` says what they lack."""

import dataclasses
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
RUNBOOKS = "https://github.com/example/streamgate/blob/main/ops/runbooks/"

# The metrics of Prometheus itself
OF_PROMETHEUS = {"up"}
SERIES_OF_HISTOGRAM = re.compile(r"_(bucket|count|sum|max)$")

# What is left of an expression without these and without names before brackets are the names of metrics
NOT_METRICS = re.compile(r'"[^"]*"|\{[^}]*\}|\[[^\]]*\]|\boffset \w+|\b(?:by|without|on|ignoring|group_left|group_right)'
                         r'\b(?:\s*\([^)]*\))?|\b(?:and|or|unless|bool)\b')
NAME = re.compile(r"[a-zA-Z_:][\w:]*\b(?!\s*\()")


@dataclasses.dataclass(frozen=True)
class Rule:
    kind: str  # alert or record
    name: str
    text: str  # its lines

    @property
    def expression(self):
        return re.search(r"\n +expr: (.*?)(?=\n\n|\n +(?:for|labels|annotations):|\Z)", self.text, re.S).group(1)


@dataclasses.dataclass(frozen=True)
class Files:
    rules: str
    tests: str
    runbooks: dict  # the text of each page, by its name without .md
    dashboard: dict
    operating: str


def read(root=ROOT):
    ops = root / "ops"
    return Files(
        rules=(ops / "prometheus/rules.yml").read_text(),
        tests="\n".join(file.read_text() for file in sorted((ops / "prometheus/tests").glob("*.yml"))),
        runbooks={page.stem: page.read_text() for page in (ops / "runbooks").glob("*.md")},
        dashboard=json.loads((ops / "grafana/streamgate.json").read_text()),
        operating=(root / "docs/OPERATING.md").read_text())


def rules(text):
    """The rules of a file. Python has no YAML, and the file has one way to write each thing: promtool reads the rest."""
    parts = re.split(r"(?m)^ +- (alert|record): (\w[\w:]*)$", text.split("\ngroups:", 1)[1])
    return [Rule(kind, name, lines) for kind, name, lines in zip(parts[1::3], parts[2::3], parts[3::3])]


def panels(dashboard):
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def metrics(expression):
    """The names of the metrics that an expression queries."""
    return set(NAME.findall(NOT_METRICS.sub(" ", expression)))


def selectors(expression):
    """The selectors of an expression: metrics with their labels, without ranges."""
    return set(re.findall(r"\b(?:streamgate|process)_\w+(?:\{[^}]*\})?", expression))


def is_documented(metric, operating):
    rows = dict(re.findall(r"(?m)^\| `(\w+)` \|.*\| (.*) \|$", operating))
    family = re.match(r"[a-z]+_", metric)
    return metric in rows or metric in OF_PROMETHEUS \
        or ", a histogram" in rows.get(SERIES_OF_HISTOGRAM.sub("", metric), "") \
        or family is not None and f"`{family.group()}*`" in operating


def faults(files):
    """What the files lack: one sentence per fault."""
    return [*of_alerts(files), *of_pages(files), *of_metrics(files), *of_panels(files.dashboard)]


def of_alerts(files):
    tests = re.findall(r"alertname: (\w+)(.*?)(?=alertname:|\Z)", files.tests, re.S)
    for rule in rules(files.rules):
        if rule.kind == "record":
            continue
        if rule.name not in files.runbooks:
            yield f"{rule.name}: write its page, ops/runbooks/{rule.name}.md"
        for line in (f"runbook_url: {RUNBOOKS}{rule.name}.md\n", "summary: ", "description: ", "labels: {severity: "):
            if line not in rule.text + "\n":
                yield f"{rule.name}: add '{line.strip()}'"
        own = [text for name, text in tests if name == rule.name]
        if not any("exp_labels" in text for text in own):
            yield f"{rule.name}: add a test to ops/prometheus/tests in which it fires"
        if not any("exp_alerts: []" in text for text in own):
            yield f"{rule.name}: add a test to ops/prometheus/tests in which it is silent"
    for name in {name for name, _ in tests} - {rule.name for rule in rules(files.rules)}:
        yield f"{name}: ops/prometheus/tests tests it, and rules.yml has no such alert"


def of_pages(files):
    severities = {rule.name: re.search(r"severity: (\w+)", rule.text) for rule in rules(files.rules)}
    for name, page in files.runbooks.items():
        if name not in severities:
            yield f"ops/runbooks/{name}.md: there is no such alert"
        elif not page.startswith(f"# {name}\n\n**{severities[name].group(1)}** "):
            yield f"ops/runbooks/{name}.md: begin with the alert's name and its severity"
        headings = re.findall(r"(?m)^## (.+)$", page)
        if headings != ["What it means", "Who is affected", "What to look at", "What to do", "When it is over"]:
            yield f"ops/runbooks/{name}.md: use the headings of the other pages"


def of_metrics(files):
    recorded = {rule.name for rule in rules(files.rules) if rule.kind == "record"}
    asked = [(rule.name, rule.expression) for rule in rules(files.rules)]
    asked += [(f"panel '{panel['title']}'", target["expr"])
              for panel in panels(files.dashboard) for target in panel["targets"]]
    for place, expression in asked:
        for metric in sorted(metrics(expression) - recorded):
            if not is_documented(metric, files.operating):
                yield f"{place}: {metric} is not in docs/OPERATING.md"


def of_panels(dashboard):
    for panel in panels(dashboard):
        place = f"panel '{panel['title']}'"
        if not panel.get("description"):
            yield f"{place}: add a description"
        if not panel["fieldConfig"]["defaults"].get("unit"):
            yield f"{place}: set the unit"
        for target in panel["targets"]:
            if panel["type"] != "stat" and not target.get("legendFormat"):
                yield f"{place}: set the legend of query {target['refId']}"
            if target["datasource"]["uid"] != "${datasource}":
                yield f"{place}: use the variable ${{datasource}}"
            if re.search(r"[a-z]\w+_\w+\{", target["expr"]) and 'instance=~"$instance"' not in target["expr"]:
                yield f"{place}: filter by the variable $instance"
