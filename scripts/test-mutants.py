#!/usr/bin/env python3
"""Tests scripts/mutants.py, which tells what was noticed and what is explained from what is neither."""

import unittest

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
    def test_one_that_was_noticed_is_none(self):
        self.assertEqual([], faults(report("KILLED")))
        self.assertEqual([], faults(report("TIMED_OUT")))

    def test_one_that_nothing_explains_is_named(self):
        for status in ("SURVIVED", "NO_COVERAGE", "RUN_ERROR"):
            self.assertEqual([f"no test notices, and nothing explains: {SPELLED}"], faults(report(status)))

    def test_one_that_is_explained_is_none(self):
        self.assertEqual([], faults(report("SURVIVED"), f"Because.\n- {SPELLED}\n"))

    def test_an_explanation_that_nothing_needs_is_one(self):
        self.assertEqual([f"1 explained, 0 unnoticed: {SPELLED}"], faults(report("KILLED"), f"- {SPELLED}\n"))

    def test_one_more_of_a_kind_than_is_explained_is_one(self):
        two = report("SURVIVED") + report("NO_COVERAGE")
        self.assertEqual([f"1 explained, 2 unnoticed: {SPELLED}"], faults(two, f"- {SPELLED}\n"))
        self.assertEqual([], faults(two, f"- 2 x {SPELLED}\n"))

    def test_an_explained_one_may_time_out(self):
        self.assertEqual([], faults(report("TIMED_OUT"), f"- {SPELLED}\n"))

    def test_of_a_type_that_has_no_mutants_nothing_is_known(self):
        self.assertEqual([], faults(report("KILLED", name="Other"), f"- {SPELLED}\n"))


class Found(unittest.TestCase):
    def only(self, **of):
        (mutant, _), = report("SURVIVED", **of)
        return mutant

    def test_a_lambda_is_of_its_method_and_an_inner_type_of_its_type(self):
        mutant = self.only(name="Admission$Slots", method="lambda$first$3")
        self.assertEqual(("lease.Admission.Slots", "first"), (mutant.type, mutant.method))

    def test_a_change_is_told_without_packages(self):
        self.assertEqual("removed call to ArrayList::sort", self.only(
            change="removed call to java/util/ArrayList::sort").change)
        self.assertEqual("replaced return value with null", self.only(
            change="replaced return value with null for io/streamgate/lease/Admission::first").change)


if __name__ == "__main__":
    unittest.main()
