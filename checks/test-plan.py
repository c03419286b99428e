#!/usr/bin/env python3
"""Tests scripts/plan.py, which tells deployments from infrastructure changes."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "scripts"))
import plan

TASK = "aws_ecs_task_definition"
SERVICE = "aws_ecs_service"


def change(kind, *actions, before=None, after=None, unknown=None):
    return {"address": f"module.service.{kind}.this", "type": kind, "change": {
        "actions": list(actions), "before": before, "after": after, "after_unknown": unknown}}


def faults(*changes, first=False):
    return plan.guard({"resource_changes": list(changes)}, first)


NEW_REVISION = change(TASK, "delete", "create")
ROLLED = change(
    SERVICE, "update",
    before={"task_definition": "1", "load_balancer": [{"port": 8080}]},
    after={"load_balancer": [{"port": 8080}]},
    unknown={"task_definition": True, "load_balancer": [{}]})


class Guard(unittest.TestCase):
    def test_a_new_revision_that_the_service_runs_is_a_deployment(self):
        self.assertEqual([], faults(NEW_REVISION, ROLLED))

    def test_reads_and_unchanged_resources_are_allowed(self):
        self.assertEqual([], faults(change("aws_iam_policy_document", "read"), change("aws_lb", "no-op")))

    def test_every_other_change_is_a_fault(self):
        for actions in (["update"], ["create"], ["delete"], ["delete", "create"]):
            kind = "aws_cloudwatch_log_group"
            self.assertEqual([f"module.service.{kind}.this: {' and '.join(actions)}"],
                             faults(NEW_REVISION, ROLLED, change(kind, *actions)))

    def test_only_the_revision_of_the_service_may_change(self):
        moved = change(SERVICE, "update", before={"network_configuration": [1], "task_definition": "1"},
                       after={"network_configuration": [2], "task_definition": "2"})
        self.assertEqual(["module.service.aws_ecs_service.this: network_configuration"], faults(moved))

    def test_an_unknown_attribute_is_a_change(self):
        moved = change(SERVICE, "update", before={"load_balancer": [{"port": 1}]}, after={},
                       unknown={"load_balancer": [{"port": True}]})
        self.assertEqual(["module.service.aws_ecs_service.this: load_balancer"], faults(moved))

    def test_the_service_may_not_be_created_or_replaced(self):
        self.assertEqual(1, len(faults(change(SERVICE, "create"))))
        self.assertEqual(1, len(faults(change(SERVICE, "delete", "create"))))

    def test_a_task_definition_may_not_be_deleted(self):
        self.assertEqual(1, len(faults(change(TASK, "delete"))))

    def test_scaling_may_change_with_the_first_image_only(self):
        for kind in plan.SCALING:
            self.assertEqual([], faults(change(kind, "create"), first=True))
            self.assertEqual(1, len(faults(change(kind, "create"))))
            self.assertEqual(1, len(faults(change(kind, "delete"), first=True)))

    def test_other_changes_with_the_first_image_are_faults(self):
        self.assertEqual(1, len(faults(change("aws_security_group", "create"), first=True)))


class Reading(unittest.TestCase):
    def test_an_absent_output_is_empty(self):
        self.assertEqual("abc", plan.output({"tag": {"value": "abc"}}, "tag"))
        self.assertEqual("", plan.output({"tag": {"value": None}}, "tag"))
        self.assertEqual("", plan.output({}, "tag"))

    def test_the_estimate_names_both_sizes_and_what_is_not_included(self):
        value = {"at_min_tasks": {"tasks": 1, "total": 126.53}, "at_max_tasks": {"tasks": 3, "total": 140},
                 "not_included": "the table"}
        planned = {"planned_values": {"outputs": {"monthly_estimate_usd": {"value": value}}}}
        self.assertEqual(
            "Estimated cost per month in USD: 126.53 with 1 task and 140.00 with 3 tasks. Not included: the table.",
            plan.estimate(planned))

    def test_without_prices_the_estimate_is_not_known(self):
        planned = {"planned_values": {"outputs": {"monthly_estimate_usd": {"value": None}}}}
        self.assertIn("not known", plan.estimate(planned))

    def test_protected_resources_are_listed_from_all_modules(self):
        def resource(kind, **values):
            return {"address": kind, "type": kind, "values": values}
        state = {"values": {"root_module": {
            "resources": [resource("aws_lb", enable_deletion_protection=True)],
            "child_modules": [{"resources": [
                resource("aws_dynamodb_table", deletion_protection_enabled=True),
                resource("aws_ecr_repository", force_delete=False),
                resource("aws_vpc")]}]}}}
        self.assertEqual(["aws_lb", "aws_dynamodb_table", "aws_ecr_repository"], plan.protected(state))

    def test_unprotected_resources_are_not_listed(self):
        lifted = [{"address": kind, "type": kind, "values": values} for kind, values in (
            ("aws_lb", {"enable_deletion_protection": False}),
            ("aws_dynamodb_table", {"deletion_protection_enabled": False}),
            ("aws_ecr_repository", {"force_delete": True}))]
        self.assertEqual([], plan.protected({"values": {"root_module": {"resources": lifted}}}))
        self.assertEqual([], plan.protected({}))


if __name__ == "__main__":
    unittest.main()
