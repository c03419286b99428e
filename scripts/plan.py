#!/usr/bin/env python3
"""Reads Terraform's JSON output from standard input.

usage: terraform output -json      | scripts/plan.py output <name>
       terraform show -json <plan> | scripts/plan.py estimate
       terraform show -json <plan> | scripts/plan.py guard [--first]
       terraform show -json        | scripts/plan.py protected

output     prints the value of an output, or nothing if it is null or missing
estimate   prints the monthly cost of the planned infrastructure in one line, from the output of that name
guard      fails and lists the changes if a plan changes more than a deployment may: the task definition and
           the service's reference to it; --first: also the scaling, which is created or changed with the
           first image
protected  lists the resources that are protected from deletion, one per line
"""

import json
import sys

TASK = "aws_ecs_task_definition"
SERVICE = "aws_ecs_service"
SCALING = (
    "aws_appautoscaling_policy",
    "aws_appautoscaling_scheduled_action",
    "aws_appautoscaling_target",
    "aws_cloudwatch_metric_alarm",
    "terraform_data",
)
NOTHING = (["no-op"], ["read"])

PROTECTED = {
    "aws_ecr_repository": lambda values: not values.get("force_delete"),
    "aws_dynamodb_table": lambda values: values.get("deletion_protection_enabled"),
    "aws_lb": lambda values: values.get("enable_deletion_protection"),
}


def output(outputs, name):
    value = outputs.get(name, {}).get("value")
    return "" if value is None else str(value)


def estimate(plan):
    value = plan.get("planned_values", {}).get("outputs", {}).get("monthly_estimate_usd", {}).get("value")
    if value is None:
        return "The monthly cost is not known: infra/prices.json has no prices for this region."
    sizes = " and ".join(
        f"{size['total']:.2f} with {size['tasks']} {'task' if size['tasks'] == 1 else 'tasks'}"
        for size in (value["at_min_tasks"], value["at_max_tasks"]))
    return f"Estimated cost per month in USD: {sizes}. Not included: {value['not_included']}."


def any_true(parts):
    """Whether any part is unknown. Known parts keep the shape of the value, with empty objects."""
    if isinstance(parts, dict):
        return any(any_true(part) for part in parts.values())
    return any(any_true(part) for part in parts) if isinstance(parts, list) else parts


def changed(change):
    """The attributes that differ, or that are known only after the apply."""
    before, after = change.get("before") or {}, change.get("after") or {}
    unknown = {name for name, parts in (change.get("after_unknown") or {}).items() if any_true(parts)}
    return {name for name in {*before, *after, *unknown}
            if name in unknown or before.get(name) != after.get(name)}


def waits(resource, first):
    """Why a deployment may not make this change, or None if it may."""
    kind, change = resource["type"], resource["change"]
    actions = change["actions"]
    if actions in NOTHING or (kind == TASK and "create" in actions):
        return None
    if first and kind in SCALING and actions in (["create"], ["update"]):
        return None
    if kind != SERVICE or actions != ["update"]:
        return f"{resource['address']}: {' and '.join(actions)}"
    others = changed(change) - {"task_definition"}
    return f"{resource['address']}: {', '.join(sorted(others))}" if others else None


def guard(plan, first):
    return [fault for resource in plan.get("resource_changes", []) if (fault := waits(resource, first))]


def resources(module):
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from resources(child)


def protected(state):
    root = state.get("values", {}).get("root_module", {})
    return [resource["address"] for resource in resources(root)
            if resource["type"] in PROTECTED and PROTECTED[resource["type"]](resource["values"])]


def main(arguments):
    match arguments:
        case ["output", name]:
            print(output(json.load(sys.stdin), name))
        case ["estimate"]:
            print(estimate(json.load(sys.stdin)))
        case ["guard", *rest] if rest in ([], ["--first"]):
            faults = guard(json.load(sys.stdin), bool(rest))
            print("".join(f"  {fault}\n" for fault in faults), end="", file=sys.stderr)
            return 1 if faults else 0
        case ["protected"]:
            print("".join(f"{address}\n" for address in protected(json.load(sys.stdin))), end="")
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
