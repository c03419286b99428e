"""Tests which jobs test a change, and what they run. The tests themselves are recorded calls."""

import json
import re
import subprocess
import unittest

from scene import PROJECT, by_hand, commit, pull_request, pushed, run

ONLY = re.compile(r'\./make\.sh test --only "?(\w+)')


def trivy(calls):
    (call,) = [json.loads(call.removeprefix("trivy ")) for call in calls if call.startswith("trivy ")]
    return call


class APushToABranch(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ran = run("ci.yml", pushed(commit("change"), "change"))
        cls.tiers = {job.contexts["matrix"]["job"]: job for job in cls.ran.jobs["tier"]}

    def test_all_jobs_pass(self):
        self.assertEqual(dict.fromkeys(("unit", "tier", "scanners", "image-scan"), "success"), self.ran.results())

    def test_each_job_of_the_tests_runs_once(self):
        jobs = subprocess.run(["./make.sh", "test", "--jobs"], cwd=PROJECT, capture_output=True, text=True).stdout
        self.assertEqual(sorted(jobs.split()), sorted(ONLY.findall("\n".join(self.ran.calls()))))

    def test_a_job_tests_what_its_name_says_with_the_jdk(self):
        for name, job in self.tiers.items():
            (call,) = [call for call in job.calls() if ONLY.search(call)]
            self.assertEqual([name], ONLY.findall(call))
            self.assertIn("JAVA_HOME=/temurin-25 ", call)
        self.assertIn("with JAVA_HOME=/temurin-25 ", self.ran.job("unit").calls()[-1])

    def test_the_python_packages_of_a_job_are_installed_and_on_roots_path(self):
        simulator, clients = "infra/verify/requirements.txt", "checks/clients/requirements.txt"
        expected = {"infra": simulator, "image": simulator, "deployment": simulator, "clients": clients}
        for name, job in self.tiers.items():
            pip = [call for call in job.calls() if call.startswith("pip ")]
            self.assertEqual([f"pip install --requirement {expected[name]}"] if name in expected else [], pip)
            on_path = any(f" PATH={job.temp}/python/bin:" in call for call in job.calls())
            self.assertEqual(name in expected, on_path, name)

    def test_terraform_is_set_up_where_the_simulator_is(self):
        with_terraform = {name for name, job in self.tiers.items()
                          if any(folder.endswith("terraform-is-set-up") for folder in job.path)}
        self.assertEqual({"infra", "image", "deployment"}, with_terraform)

    def test_the_scanned_image_is_the_built_one(self):
        calls = self.ran.job("image-scan").calls()
        self.assertIn("docker build --tag streamgate:ci .", calls)
        self.assertEqual("streamgate:ci", trivy(calls)["image-ref"])


class TestedChanges(unittest.TestCase):
    def test_of_forks_are_tested_by_ci_itself_and_those_of_the_default_branch_by_a_deployment(self):
        events = {"success": [pull_request(fork=True)], "skipped": [pushed(), pull_request()]}
        for result, of_result in events.items():
            for event in of_result:
                with self.subTest(event):
                    self.assertEqual(dict.fromkeys(("unit", "tier", "scanners", "image-scan"), result),
                                     run("ci.yml", event).results())

    def test_the_scanned_libraries_are_those_of_the_jar(self):
        calls = run("vulnerabilities.yml", pull_request()).job("libraries").calls()
        self.assertEqual("recorded ./make.sh package", calls[0])
        self.assertEqual("server/target/streamgate.cdx.json", trivy(calls)["scan-ref"])

    def test_a_fix_that_is_deployed_by_hand_can_do_without_the_scan_of_its_image(self):
        ran = run("deploy.yml", by_hand(environment="dev", unscanned=True), variables={"": {"DEPLOY": "off"}})
        expected = dict.fromkeys(("unit", "tier", "scanners"), "success") | {"image-scan": "skipped"}
        self.assertEqual(expected, ran.job("test").called.results())
