"""Tests the runs that must not reach the account."""

import unittest

import simulated
from scene import KEYS, ROLES, RUNNER, by_hand, commit, head, pull_request, pushed, run

SENTENCE = ("Set the secrets AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the variable AWS_DEPLOY_ROLE"
            "{}(docs/DEPLOYING.md).")
ASSUMED, WITH_KEYS = "Assume the role", "Use access keys if there is no role"


def rollback(environment="dev"):
    """By hand with a tag, so that the tests do not run."""
    return by_hand(environment=environment, tag="absent")


def outcomes(job):
    return {name: outcome for name, outcome, _ in job.outcomes}


class Deployments(unittest.TestCase):
    def refused(self, job, step):
        self.assertEqual("failure", job.result)
        self.assertEqual("failure", outcomes(job)[step])
        self.assertEqual("skipped", outcomes(job)["Build, deploy, verify, and roll back on failure"])

    def test_a_push_to_another_branch_does_nothing(self):
        ran = run("deploy.yml", pushed(commit("change"), "change"), secrets=KEYS)
        self.assertEqual(dict.fromkeys(("test", "choose", "deploy"), "skipped"), ran.results())
        self.assertEqual("deploy-refs/heads/change", ran.group)

    def test_a_run_waits_for_others_of_its_environment(self):
        self.assertEqual("deploy-prod", run("deploy.yml", rollback("prod")).group)

    def test_deploy_off_tests_only(self):
        ran = run("deploy.yml", pushed(), secrets=KEYS, variables={"": {"DEPLOY": "off"}})
        self.assertEqual({"test": "success", "choose": "skipped", "deploy": "skipped"}, ran.results())
        self.assertEqual("deploy-dev", ran.group)

    def test_failed_tests_stop_the_deployment(self):
        RUNNER.fails = "./make.sh test --only unit"
        try:
            ran = run("deploy.yml", pushed(), secrets=KEYS)
        finally:
            RUNNER.fails = ""
        self.assertEqual({"test": "failure", "choose": "success", "deploy": "skipped"}, ran.results())

    def test_without_role_and_keys_the_job_fails_and_says_what_to_set(self):
        job = run("deploy.yml", rollback()).job("deploy")
        self.refused(job, "Require a role or keys")
        off = "; the variable DEPLOY with the value off turns deployments off "
        self.assertEqual([("error", SENTENCE.format(off))], job.annotations())

    def test_a_token_of_another_repository_is_refused(self):
        job = run("deploy.yml", rollback(), name="stranger/streamgate", variables=ROLES).job("deploy")
        self.refused(job, ASSUMED)
        self.assertEqual("Not authorized to perform sts:AssumeRoleWithWebIdentity", job.output(ASSUMED))

    def test_a_token_of_another_environment_is_refused(self):
        variables = {"prod": {"AWS_DEPLOY_ROLE": simulated.role("deploy")}}
        self.refused(run("deploy.yml", rollback("prod"), variables=variables).job("deploy"), ASSUMED)

    def test_keys_that_nobody_has_are_refused(self):
        secrets = {"": {"AWS_ACCESS_KEY_ID": "AKIAABSENT", "AWS_SECRET_ACCESS_KEY": "absent"}}
        self.refused(run("deploy.yml", rollback(), secrets=secrets).job("deploy"), WITH_KEYS)

    def test_the_runner_has_the_architecture_of_the_tasks(self):
        self.assertEqual("ubuntu-24.04", run("deploy.yml", rollback()).job("deploy").runs_on)
        arm = by_hand(commit("arm", architecture='"ARM64"'), environment="dev", tag="absent")
        self.assertEqual("ubuntu-24.04-arm", run("deploy.yml", arm).job("deploy").runs_on)


class Plans(unittest.TestCase):
    def test_a_pull_request_of_a_fork_gets_no_plan(self):
        ran = run("terraform.yml", pull_request(fork=True), secrets=KEYS, variables=ROLES)
        self.assertEqual({"skipped"}, set(ran.results().values()))

    def test_without_role_and_keys_a_pull_request_passes_without_a_plan(self):
        ran = run("terraform.yml", pull_request())
        self.assertEqual({"access": "success", "plan": "skipped", "comment": "skipped", "apply": "skipped"},
                         ran.results())
        self.assertEqual([("notice", "There is no plan without the variable AWS_PLAN_ROLE (docs/DEPLOYING.md).")],
                         ran.job("access").annotations())

    def test_without_role_and_keys_a_run_by_hand_fails_and_says_what_to_set(self):
        ran = run("terraform.yml", by_hand(head(), environment="dev"))
        self.assertEqual({"access": "failure", "plan": "skipped", "comment": "skipped", "apply": "skipped"},
                         ran.results())
        self.assertEqual([("error", SENTENCE.format(" "))], ran.job("access").annotations())
