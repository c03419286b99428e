#!/usr/bin/env python3
"""Sees each rule of scripts/check-infra.py fail: plants one fault at a time in a copy of infra/.

usage: scripts/test-check-infra.py

What is planted has to be found, and nothing else. Each fault is one change of the text of one file.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parent.parent
CHECK = PROJECT / "scripts" / "check-infra.py"
ADDED = None  # in the place of what is replaced: the text is added at the end

SERVICE, DELIVERY, OBSERVABILITY = (
    f"modules/{name}" for name in ("service", "delivery", "observability")
)
STATEMENT = 'data "aws_iam_policy_document" "x" {\n  statement {\n    %s\n  }\n}\n'

# The file, what is replaced, by what, and what the check says
FAULTS = [
    ("variables.tf", '  description = "First part of every name."\n', "",
     "variable project has no description"),
    ("variables.tf", '  description = "First part of every name."\n', '  description = " "\n',
     "variable project has no description"),
    ("variables.tf", "  type        = bool\n", "", "variable point_in_time_recovery has no type"),
    ("variables.tf", ADDED, 'variable "x" {\n  description = "x"\n  type = map(any)\n}\n',
     "variable x has no type that says"),
    ("variables.tf", ADDED, 'variable "x" {\n  description = "x"\n  type = number\n}\n',
     "variable x takes whatever it gets"),
    ("variables.tf", ADDED, 'variable "x" {\n  description = "x"\n  type = list(string)\n}\n',
     "variable x takes whatever it gets"),
    ("delivery.tf", "= var.github_branch\n", '= "${var.github_branch}-x"\n',
     "variable github_branch takes whatever it gets"),
    (f"{DELIVERY}/variables-github.tf", 'variable "github_branch" {\n', 'variable "branch" {\n',
     "variable github_branch takes whatever it gets"),
    ("outputs.tf", ADDED, 'output "x" {\n  value = 1 # description = "x"\n}\n',
     "output x has no description"),
    (f"{SERVICE}/security.tf", '  description       = "HTTPS from players"\n', "",
     "aws_vpc_security_group_ingress_rule alb_https has no description"),
    (f"{SERVICE}/security.tf", '  description = "The tasks of ${var.name}"\n', "",
     "aws_security_group tasks has no description"),
    (f"{SERVICE}/security.tf",
     '"Requests and health checks from the load balancer"\n  referenced_security_group_id = '
     'aws_security_group.alb.id',
     '"Requests"\n  cidr_ipv4 = "0.0.0.0/0"', "tasks_from_alb lets addresses in"),
    (f"{SERVICE}/security.tf", ADDED,
     'resource "aws_security_group" "x" {\n  description = "x"\n  ingress {\n    from_port = 0\n  }\n}\n',
     "aws_security_group x: a rule is one of"),
    (f"{SERVICE}/security.tf", ADDED, 'resource "aws_security_group_rule" "x" {\n  type = "ingress"\n}\n',
     "aws_security_group_rule x: a rule is one of"),
    (f"{SERVICE}/main.tf", "assign_public_ip = false", "assign_public_ip = true",
     "this: a task has no public address"),
    (f"{SERVICE}/iam.tf", "    resources = [var.table_arn]\n", '    resources = ["*"]\n',
     'policy task: "*" may be had with dynamodb:DeleteItem, dynamodb:DescribeTable'),
    (f"{SERVICE}/iam.tf", "    resources = [var.table_arn]\n",
     '    resources = ["arn:${data.aws_partition.current.partition}:dynamodb:${var.region}:1:*"]\n',
     'policy task: "*" may be had with dynamodb:DeleteItem, dynamodb:DescribeTable'),
    (f"{SERVICE}/iam.tf", '      "dynamodb:DeleteItem",\n', '      "dynamodb:*",\n',
     "policy task: dynamodb:* is a pattern"),
    (f"{SERVICE}/iam.tf", "policy = data.aws_iam_policy_document.task.json",
     'policy = jsonencode({ Statement = [] })',
     "aws_iam_role_policy task: write its policy as an aws_iam_policy_document"),
    (f"{SERVICE}/iam.tf", ADDED, STATEMENT % 'actions = ["s3:GetObject"]\n    not_resources = ["x"]',
     "policy x: says what is not meant"),
    (f"{SERVICE}/iam.tf", ADDED, STATEMENT % "actions = var.actions",
     "policy x: names its actions by something other than strings"),
    (f"{SERVICE}/iam.tf", ADDED, 'data "aws_iam_policy_document" "x" {\n}\n',
     "policy x has statements that cannot be read here"),
    (f"{SERVICE}/iam.tf", ADDED, 'locals {\n  all = ["*"]\n}\n', 'local all holds "*"'),
    (f"{SERVICE}/iam.tf", 'identifiers = ["ecs-tasks.amazonaws.com"]', 'identifiers = ["*"]',
     "policy trust: lets everybody in"),
    (f"{DELIVERY}/artifacts.tf", '    effect    = "Deny"\n', "",
     "policy artifacts: "),
    (f"{DELIVERY}/plan.tf", '      "kms:ListAliases",\n', "",
     "UNSCOPABLE: nothing needs kms:ListAliases any more"),
    (f"{OBSERVABILITY}/topic.tf", 'identifiers = ["cloudwatch.amazonaws.com"]\n    }\n\n    condition {\n'
     '      test     = "StringEquals"', 'identifiers = ["*"]\n    }\n\n    condition {\n'
     '      test     = "StringEquals"', "policy key: lets everybody in"),
    (f"{OBSERVABILITY}/main.tf", "start refused", "start denied",
     "'start denied' is counted, and the server does not write it"),
    (f"{OBSERVABILITY}/main.tf", "$.formattedMessage", "$.message",
     "no message of aws_cloudwatch_log_metric_filter can be read here"),
]


def found(infra):
    checked = subprocess.run([CHECK, infra], capture_output=True, text=True)
    if checked.stderr:
        raise SystemExit(checked.stderr)
    return checked.returncode, checked.stdout.splitlines()


def plant(infra, file, replaced, by):
    path = infra / file
    text = path.read_text()
    if replaced is ADDED:
        changed = text + by
    elif replaced not in text:
        raise SystemExit(f"{file} has no {replaced!r} any more: plant the fault elsewhere")
    elif replaced.startswith("$"):
        changed = text.replace(replaced, by)
    else:
        changed = text.replace(replaced, by, 1)
    path.write_text(changed)


def main():
    failures = 0
    for file, replaced, by, expected in [(None, None, None, None), *FAULTS]:
        with tempfile.TemporaryDirectory() as folder:
            infra = pathlib.Path(folder) / "infra"
            shutil.copytree(PROJECT / "infra", infra, ignore=shutil.ignore_patterns(".terraform"))
            if file:
                plant(infra, file, replaced, by)
            status, faults = found(infra)
            if file is None:
                as_it_should = status == 0 and not faults
            else:
                as_it_should = status == 1 and all(expected in fault for fault in faults)
                as_it_should = as_it_should and bool(faults)
        if not as_it_should:
            failures += 1
            print(f"{expected or 'no fault'} was expected, and this was found: {faults or 'nothing'}")
    print(f"{len(FAULTS) + 1 - failures} of {len(FAULTS) + 1} are as expected")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
