#!/usr/bin/env python3
"""Tests scripts/mutants.py, which reports mutants that survive without an explanation."""

import contextlib
import io
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "scripts"))
import mutants

REPORT = """<mutations>
<mutation detected='{detected}' status='{status}'><sourceFile>Admission.java</sourceFile>
<mutatedClass>io.streamgate.lease.{name}</mutatedClass><mutatedMethod>{method}</mutatedMethod>
<lineNumber>7</lineNumber><description>{change}</description></mutation>
</mutations>"""


def report(status, name="Admission", method="first", change="negated conditional"):
    text = REPORT.format(detected=status != "SURVIVED", status=status, name=name, method=method, change=change)
    return list(mutants.found(text, lambda package, file, line: f"{package} {file} {line}"))


def faults(reports, explanations=""):
    return list(mutants.faults(reports, mutants.explained(explanations)))


SPELLED = "lease.Admission.first | negated conditional | io.streamgate.lease Admission.java 7"


class Faults(unittest.TestCase):
    def test_a_killed_mutant_is_no_fault(self):
        self.assertEqual([], faults(report("KILLED")))
        self.assertEqual([], faults(report("TIMED_OUT")))

    def test_a_surviving_mutant_without_an_explanation_is_a_fault(self):
        for status in ("SURVIVED", "NO_COVERAGE", "RUN_ERROR"):
            self.assertEqual([f"survived without an explanation: {SPELLED}"], faults(report(status)))

    def test_an_explained_mutant_is_no_fault(self):
        self.assertEqual([], faults(report("SURVIVED"), f"Because.\n- {SPELLED}\n"))

    def test_an_unused_explanation_is_a_fault(self):
        self.assertEqual([f"1 explained, 0 survived: {SPELLED}"], faults(report("KILLED"), f"- {SPELLED}\n"))

    def test_more_surviving_mutants_than_explained_are_a_fault(self):
        two = report("SURVIVED") + report("NO_COVERAGE")
        self.assertEqual([f"1 explained, 2 survived: {SPELLED}"], faults(two, f"- {SPELLED}\n"))
        self.assertEqual([], faults(two, f"- 2 x {SPELLED}\n"))

    def test_an_explained_mutant_may_time_out(self):
        self.assertEqual([], faults(report("TIMED_OUT"), f"- {SPELLED}\n"))

    def test_explanations_of_types_without_mutants_are_skipped(self):
        self.assertEqual([], faults(report("KILLED", name="Other"), f"- {SPELLED}\n"))


class Found(unittest.TestCase):
    def only(self, **of):
        (mutant, _), = report("SURVIVED", **of)
        return mutant

    def test_lambdas_and_inner_types_are_named_by_their_enclosing_member(self):
        mutant = self.only(name="Admission$Slots", method="lambda$first$3")
        self.assertEqual(("lease.Admission.Slots", "first"), (mutant.type, mutant.method))

    def test_a_change_is_described_without_packages(self):
        self.assertEqual("removed call to ArrayList::sort", self.only(
            change="removed call to java/util/ArrayList::sort").change)
        self.assertEqual("replaced return value with null", self.only(
            change="replaced return value with null for io/streamgate/lease/Admission::first").change)


POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><profiles><profile><build><plugins><plugin>
<artifactId>pitest-maven</artifactId><executions><execution><id>lease</id><configuration>
<targetClasses><param>io.streamgate.lease.*</param><param>io.streamgate.{target}</param></targetClasses>
<targetTests><param>io.streamgate.{test}</param></targetTests>
</configuration></execution></executions></plugin></plugins></build></profile></profiles></project>"""


class Parts(unittest.TestCase):
    def stale(self, target="store.StoreHealth*", test="lease.*"):
        (name, part), = mutants.parts(POM.format(target=target, test=test)).items()
        sources = ["io.streamgate.lease.id.Sid", "io.streamgate.store.StoreHealth"]
        return list(mutants.stale(name, part, sources, ["io.streamgate.lease.id.SidTest"]))

    def test_matching_patterns_are_no_fault(self):
        self.assertEqual([], self.stale())

    def test_a_pattern_that_matches_no_class_is_named(self):
        self.assertEqual(["part lease: no class matches io.streamgate.store.Gate; "
                          "correct the pattern in server/pom.xml"], self.stale(target="store.Gate"))

    def test_a_pattern_that_matches_no_test_is_named(self):
        self.assertEqual(["part lease: no test matches io.streamgate.store.*; "
                          "correct the pattern in server/pom.xml"], self.stale(test="store.*"))

    def test_each_pattern_of_this_project_matches(self):
        there = mutants.parts(mutants.POM.read_text())
        self.assertEqual(["lease", "memory", "sqlite", "journal", "dynamodb"], list(there))
        for name, part in there.items():
            self.assertTrue(part.targets and part.tests, name)
            self.assertEqual([], list(mutants.stale(
                name, part, mutants.classes(mutants.SOURCES), mutants.classes(mutants.TESTS))))


class Main(unittest.TestCase):
    def run_on(self, *names, **reports):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as printed:
            for part, text in reports.items():
                pathlib.Path(folder, part).mkdir()
                pathlib.Path(folder, part, "mutations.xml").write_text(text)
            with mock.patch.object(mutants, "REPORTS", pathlib.Path(folder)):
                status = mutants.main(names)
        return status, printed.getvalue()

    def test_a_part_whose_mutants_are_killed_passes(self):
        killed = REPORT.format(detected="true", status="KILLED", name="Ended", method="first", change="x")
        status, printed = self.run_on("lease", lease=killed)
        self.assertEqual((0, "lease: 1 mutants, 1 killed, 0 timed out, 0 survived\n"), (status, printed))

    def test_a_part_without_mutants_fails_and_is_named(self):
        for reports in ({}, {"memory": "<mutations/>"}):
            status, printed = self.run_on("memory", **reports)
            self.assertEqual(1, status)
            self.assertIn("part memory has no mutants: PIT did not run on it", printed)

    def test_without_arguments_every_part_needs_mutants(self):
        _, printed = self.run_on()
        for part in ("lease", "memory", "sqlite", "journal", "dynamodb"):
            self.assertIn(f"part {part} has no mutants", printed)

    def test_an_unknown_part_fails_and_is_named(self):
        status, printed = self.run_on("leases")
        self.assertEqual((1, "unknown part leases; server/pom.xml has lease, memory, sqlite, journal, dynamodb\n"),
                         (status, printed))


if __name__ == "__main__":
    unittest.main()
