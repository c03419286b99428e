"""Rules for the policies in Terraform's files, for scripts/check-infra.py.

- A policy is written as an aws_iam_policy_document, where these rules can read it.
- It allows "*" only for the actions in UNSCOPABLE.
- It names its actions, as strings, and none by a pattern.
- It lets nobody in who is "*".

A key's policy speaks of the key itself, whose name there is "*", and the policy of a VPC's endpoint only
takes away from what others allow: BOUNDED says what each of them may.
"""

import re

# Actions that AWS cannot limit to a resource, by its service authorization reference
UNSCOPABLE = {
    "application-autoscaling:DescribeScalableTargets",
    "application-autoscaling:DescribeScalingPolicies",
    "application-autoscaling:DescribeScheduledActions",
    "ec2:DescribeAvailabilityZones",
    "ec2:DescribeInternetGateways",
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribePrefixLists",
    "ec2:DescribeRouteTables",
    "ec2:DescribeSecurityGroupRules",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcEndpoints",
    "ec2:DescribeVpcs",
    "ecr:GetAuthorizationToken",
    "ecs:DescribeTaskDefinition",
    "elasticloadbalancing:DescribeCapacityReservation",
    "elasticloadbalancing:DescribeListenerAttributes",
    "elasticloadbalancing:DescribeListeners",
    "elasticloadbalancing:DescribeLoadBalancerAttributes",
    "elasticloadbalancing:DescribeLoadBalancers",
    "elasticloadbalancing:DescribeTags",
    "elasticloadbalancing:DescribeTargetGroupAttributes",
    "elasticloadbalancing:DescribeTargetGroups",
    "kms:ListAliases",
}

WRITTEN_IN = ("policy", "assume_role_policy", "inline_policy", "access_policy")
WRITTEN_OUT = re.compile(r"\b(jsonencode|file|templatefile)\(|Statement")
NO_POLICY_OF_IAM = ("aws_ecr_lifecycle_policy",)
BOUNDED = {"aws_kms_key": {"resources", "actions"}, "aws_vpc_endpoint": {"actions", "principals"}}
DOCUMENT = re.compile(r"\bdata\.aws_iam_policy_document\.([A-Za-z0-9_-]+)")


class Policies:
    def __init__(self, checks):
        self.checks = checks
        self.needed = set()
        self.may = {}

    def run(self):
        for path, block in self.checks.blocks("resource"):
            self.where_it_is_used(path, block)
        for path, block in self.checks.blocks("locals"):
            for attribute in block.attributes.values():
                if "*" in attribute.strings():
                    sentence = f'local {attribute.name} holds "*": write it where it is used'
                    self.checks.fault(path, attribute.line, sentence)
        for path, block in self.checks.blocks("data"):
            if block.labels[0] == "aws_iam_policy_document":
                self.document(path, block)
        self.checks.unneeded("UNSCOPABLE", UNSCOPABLE - self.needed)

    def where_it_is_used(self, path, block):
        kind, name = block.labels
        for attribute in (block.attributes[a] for a in WRITTEN_IN if a in block.attributes):
            if WRITTEN_OUT.search(attribute.text) and kind not in NO_POLICY_OF_IAM:
                sentence = f"{kind} {name}: write its policy as an aws_iam_policy_document"
                self.checks.fault(path, attribute.line, sentence)
            for document in DOCUMENT.findall(attribute.text):
                key, may = (path.parent, document), BOUNDED.get(kind, set())
                self.may[key] = self.may.get(key, may) & may

    def document(self, path, block):
        name = block.labels[1]
        may = self.may.get((path.parent, name), set())
        if block.all("dynamic") or not block.all("statement"):
            self.checks.fault(path, block.line, f"policy {name} has statements that cannot be read here")
        for statement in block.all("statement"):
            for sentence in self.faults_of(statement, may):
                self.checks.fault(path, statement.line, f"policy {name}: {sentence}")

    def faults_of(self, statement, may):
        named = statement.attributes
        if {"not_actions", "not_resources"} & named.keys() or statement.all("not_principals"):
            yield "says what is not meant: name what is"
        if statement.text("effect") == '"Deny"':
            return
        if "actions" not in named or not named["actions"].is_only_strings():
            yield "names its actions by something other than strings"
            return
        actions = named["actions"].strings()
        if "resources" not in may and "resources" in named:
            yield from self.stars(actions, named["resources"].strings())
        if "actions" not in may:
            for action in actions:
                if "*" in action:
                    yield f"{action} is a pattern: name the actions"
        for principals in statement.all("principals"):
            if "principals" not in may and "*" in principals.attributes["identifiers"].strings():
                yield "lets everybody in"

    def stars(self, actions, resources):
        if not any(is_everything(resource) for resource in resources):
            return
        self.needed |= set(actions) & UNSCOPABLE
        scopable = ", ".join(action for action in actions if action not in UNSCOPABLE)
        if scopable:
            yield f'"*" may be had with {scopable}: name the resource, or list it where AWS cannot'


def is_everything(resource):
    """`*`, or an ARN that ends in it right after the account: every resource of a service."""
    plain = re.sub(r"\$\{[^}]*\}", "x", resource)
    return plain == "*" or re.fullmatch(r"arn:([^:]*:){4}\*", plain) is not None
