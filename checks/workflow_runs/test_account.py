"""Tests the deployments, plans and applies, on the simulated account, with keys and with roles."""

import unittest

import simulated
from buildspec import Build
from runs import Repository
from scene import KEYS, PROJECT, ROLES, RUNNER, by_hand, commit, pull_request, pushed, run

USER = "arn:aws:iam::123456789012:user/streamgate-dev-deployer"
ASSUMED = "arn:aws:sts::123456789012:assumed-role/{}"
FIRST_IMAGE = simulated.image()
DEPLOYED = "Build, deploy, verify, and roll back on failure"


class ADeployment:
    """The tests of a deployment of the image `tag` by `caller`."""

    def test_the_service_runs_the_image(self):
        self.assertEqual(self.tag, self.image, self.ran.job("deploy").outcomes)
        self.assertIn(f"deploy: dev runs {self.tag} at http://streamgate-dev", self.ran.job("deploy").output(DEPLOYED))

    def test_the_job_has_the_chosen_credentials_in_the_environment_dev(self):
        self.assertEqual(self.caller, simulated.caller(self.ran.job("deploy").env))
        self.assertEqual("dev", self.ran.job("deploy").environment)


class APushDeployedWithKeys(ADeployment, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tag, cls.caller = commit(), USER
        cls.ran = run("deploy.yml", pushed(), secrets=KEYS)
        cls.image = simulated.image()

    def test_it_is_tested_and_its_image_is_built(self):
        self.assertEqual(dict.fromkeys(("test", "choose", "deploy"), "success"), self.ran.results())
        self.assertTrue(any(call.startswith("docker build --platform=linux/amd64 ") and f"REVISION={self.tag}" in call
                            for call in self.ran.job("deploy").calls()))


class ARollbackByHandWithARole(ADeployment, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tag, cls.caller = FIRST_IMAGE, ASSUMED.format("streamgate-dev-github-deploy/GitHubActions")
        cls.ran = run("deploy.yml", by_hand(environment="dev", tag=FIRST_IMAGE), variables=ROLES)
        cls.image = simulated.image()

    def test_nothing_is_tested_or_built(self):
        self.assertEqual({"test": "skipped", "choose": "success", "deploy": "success"}, self.ran.results())
        self.assertFalse([call for call in self.ran.job("deploy").calls() if call.startswith("docker ")])


class ABuildOfThePipeline(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.commit = commit()
        cls.build = Build(Repository(PROJECT), cls.commit, RUNNER)
        cls.image = simulated.image()

    def test_it_passes_and_the_service_runs_an_image_of_the_commit(self):
        self.assertEqual((0, self.commit), (self.build.status, self.image), self.build.output)

    def test_it_has_the_role_of_the_project(self):
        self.assertEqual(ASSUMED.format("streamgate-dev-build/AWSCodeBuild"), simulated.caller(self.build.environment))

    def test_the_jdk_is_that_of_the_image_and_the_tests_use_it(self):
        image = "docker create public.ecr.aws/docker/library/maven:"
        self.assertTrue(any(call.startswith(image) for call in self.build.calls), self.build.calls)
        with_jdk = self.build.calls[self.build.calls.index("recorded .ci/run") + 1]
        self.assertRegex(with_jdk, "^with JAVA_HOME=.*/opt/jdk PATH=.*/opt/python/bin$")

    def test_terraform_is_checked_against_its_sum(self):
        self.assertTrue(any(call.endswith("/tmp/terraform.zip") and len(call.split()[0]) == 64
                            for call in self.build.calls), self.build.calls)


class APlan:
    """The tests of a plan that changes the log's retention to `days`, in a run that has ended."""

    def test_the_plan_is_an_artifact_and_in_the_summary(self):
        plan = (self.ran.artifacts["plan"] / "plan.txt").read_text()
        self.assertRegex(plan, rf"retention_in_days +=.* -> {self.days}")
        self.assertIn("0 to add, 2 to change, 0 to destroy", plan)
        self.assertIn(plan, self.ran.job("plan").summary)
        self.assertGreater((self.ran.artifacts["plan"] / "plan").stat().st_size, 1000)


class APullRequestWithARole(APlan, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.days = 3
        cls.ran = run("terraform.yml", pull_request(commit("three", log_retention_days=3)), variables=ROLES)

    def test_the_plan_is_posted_and_nothing_is_applied(self):
        self.assertEqual({"access": "success", "plan": "success", "comment": "success", "apply": "skipped"},
                         self.ran.results(), self.ran.job("plan").outcomes)
        calls = self.ran.job("comment").calls()
        self.assertEqual("gh pr comment 7 --repo example/streamgate --body-file comment.md "
                         "--edit-last --create-if-none", calls[0])
        self.assertTrue(any(call.endswith(f"-> {self.days}") for call in calls), calls)

    def test_the_plan_has_the_read_only_role_without_an_environment_of_github(self):
        plan = self.ran.job("plan")
        self.assertIsNone(plan.environment)
        self.assertEqual(ASSUMED.format("streamgate-dev-github-plan/GitHubActions"), simulated.caller(plan.env))


class AnApply(APlan):
    """The tests of an apply, which must be of the saved plan."""

    def test_the_plan_is_applied_and_not_posted(self):
        self.assertEqual({"access": "success", "plan": "success", "comment": "skipped", "apply": "success"},
                         self.ran.results(), self.ran.job("apply").outcomes)
        self.assertEqual(self.days, self.retention)

    def test_nothing_is_planned_again(self):
        applied = self.ran.job("apply").output("Apply the approved plan")
        self.assertNotIn("Refreshing state", applied)
        self.assertIn(f"-> {self.days}", applied)
        self.assertIn("0 added, 2 changed, 0 destroyed", applied)

    def test_each_job_has_the_chosen_credentials(self):
        self.assertEqual(self.callers, [simulated.caller(self.ran.job(job).env) for job in ("plan", "apply")])

    def test_the_apply_needs_the_environment_with_reviewers(self):
        self.assertEqual(("dev", "dev-infra"), (self.ran.job("plan").environment, self.ran.job("apply").environment))


class AnApplyWithKeys(AnApply, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.days, cls.callers = 14, [USER, USER]
        commit(log_retention_days=14)
        cls.ran = run("terraform.yml", by_hand(environment="dev"), secrets=KEYS)
        cls.retention = simulated.retention()


class AnApplyWithRoles(AnApply, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.days, cls.callers = 30, [ASSUMED.format(f"streamgate-dev-github-{role}/GitHubActions")
                                     for role in ("deploy", "infra")]
        commit(log_retention_days=30)
        cls.ran = run("terraform.yml", by_hand(environment="dev"), variables=ROLES)
        cls.retention = simulated.retention()
