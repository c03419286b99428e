#!/usr/bin/env python3
"""Holds the Terraform files against rules that `terraform validate` does not know.

usage: scripts/check-infra.py [folder]        the folder is infra/ where none is named

- A variable is described and has a type, which is not `any`.
- A variable that a person sets (of a root, not of a module) is validated, unless it is a bool: in
  the root, or in the module that gets it as it is. UNVALIDATED lists what has no wrong value.
- An output is described.
- A security group and each of its rules are described. A rule is a resource of its own. Only the
  load balancer's group lets addresses in; all others let groups in. A task has no public address.
- Policies: scripts/infra_policies.py.
- A message of the log that is counted is one that the server writes.

What an expression gives is not known here: infra/tests and infra/verify read what is rendered. An
entry of a list of exceptions that nothing needs any more is a fault as well.
"""

import pathlib
import re
import sys

import hcl
import infra_policies

PROJECT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = PROJECT / "server" / "src" / "main"

# Variables of roots that take every value of their type, each with the reason
UNVALIDATED = {}

RULES = ("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule")
GROUPS = ("aws_security_group", "aws_default_security_group")
ENTRANCE = "aws_security_group.alb.id"
PASSED_ON = re.compile(r"var\.([A-Za-z0-9_-]+)")
FILTER = "aws_cloudwatch_log_metric_filter"
MESSAGE = re.compile(r'formattedMessage = \\"([^"\\]+)\\"')


class Checks:
    def __init__(self, folder):
        self.folder = folder
        self.faults = []
        self.files = {}
        for path in sorted(folder.rglob("*.tf")):
            if ".terraform" not in path.relative_to(folder).parts:
                self.files[path] = hcl.read(path.read_text())

    def fault(self, path, line, sentence):
        self.faults.append(f"{path.relative_to(self.folder.parent)}:{line}: {sentence}")

    def blocks(self, kind, folder=None):
        for path, file in self.files.items():
            if folder is None or path.parent == folder:
                for block in file.all(kind):
                    yield path, block

    def run(self):
        if not self.files:
            self.faults.append(f"{self.folder}: there is no Terraform here")
        self.variables()
        for path, block in self.blocks("output"):
            self.described(path, block, f"output {block.labels[0]}")
        self.network()
        infra_policies.Policies(self).run()
        self.messages()
        return self.faults

    def described(self, path, block, what):
        description = block.attributes.get("description")
        if description is None or not any(text.strip() for text in
                                          description.strings() or [description.text]):
            self.fault(path, block.line, f"{what} has no description: say what it is")

    def variables(self):
        needed = set()
        for path, block in self.blocks("variable"):
            name, kind = block.labels[0], block.text("type")
            self.described(path, block, f"variable {name}")
            if not kind or re.search(r"\bany\b", kind):
                self.fault(path, block.line, f"variable {name} has no type that says what it takes")
            elif "modules" in path.parts or kind == "bool" or self.validated(path, block):
                continue
            elif name in UNVALIDATED:
                needed.add(name)
            else:
                self.fault(path, block.line, f"variable {name} takes whatever it gets: validate it")
        self.unneeded("UNVALIDATED", UNVALIDATED.keys() - needed)

    def unneeded(self, where, entries):
        for entry in sorted(entries):
            self.faults.append(f"{where}: nothing needs {entry} any more: take it off the list")

    def validated(self, path, block):
        if block.all("validation"):
            return True
        for _, module in self.blocks("module", path.parent):
            folder = (path.parent / module.attributes["source"].strings()[0]).resolve()
            for argument in module.attributes.values():
                passed = PASSED_ON.fullmatch(argument.text)
                if passed and passed[1] == block.labels[0] and any(
                    inner.labels == [argument.name] and inner.all("validation")
                    for _, inner in self.blocks("variable", folder)
                ):
                    return True
        return False

    def network(self):
        for path, block in self.blocks("resource"):
            kind, name = block.labels
            if kind in RULES or kind == "aws_security_group":
                self.described(path, block, f"{kind} {name}")
            inside = {part.kind for part in block.blocks} | block.attributes.keys()
            if kind == "aws_security_group_rule" or kind in GROUPS and {"ingress", "egress"} & inside:
                self.fault(path, block.line, f"{kind} {name}: a rule is one of {' or '.join(RULES)}")
            if kind == RULES[0] and block.text("security_group_id") != ENTRANCE:
                if {"cidr_ipv4", "cidr_ipv6"} & inside:
                    self.fault(path, block.line, f"{name} lets addresses in: only the load balancer may")
            for part in block.all("network_configuration"):
                if part.text("assign_public_ip") not in ("", "false"):
                    self.fault(path, part.line, f"{name}: a task has no public address")

    def messages(self):
        for path, file in self.files.items():
            messages = MESSAGE.findall(path.read_text())
            if not messages and any(block.labels[0] == FILTER for block in file.all("resource")):
                self.fault(path, 1, f"no message of {FILTER} can be read here")
            for message in messages:
                if not any(f'"{message}"' in java.read_text() for java in SOURCES.rglob("*.java")):
                    self.fault(path, 1, f"'{message}' is counted, and the server does not write it")


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else PROJECT / "infra").resolve()
    faults = Checks(folder).run()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
