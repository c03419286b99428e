"""Tests the evaluation of GitHub's expressions."""

import unittest

from expressions import Declared, Unknown, condition, evaluate, fill

CONTEXTS = {
    "github": {"event_name": "push", "event": {}},
    "vars": Declared(("DEPLOY", "ROLE"), {"DEPLOY": "off"}),
    "runner": {"temp": "/temp"},
    "success()": lambda: False,
    "failure()": lambda: True,
}


def value_of(expression):
    return evaluate(expression, CONTEXTS)


class Expressions(unittest.TestCase):
    def test_operators_return_operands(self):
        self.assertEqual("dev", value_of("vars.ROLE || 'dev'"))
        self.assertEqual("off", value_of("vars.DEPLOY && vars.DEPLOY || 'dev'"))
        self.assertIsNone(value_of("vars.ROLE && 'dev'"))

    def test_and_binds_more_tightly_than_or(self):
        self.assertEqual("a", value_of("'a' || 'b' && 'c'"))
        self.assertEqual("c", value_of("('a' || 'b') && 'c'"))

    def test_missing_values_equal_the_empty_text_and_strings_ignore_case(self):
        self.assertTrue(value_of("vars.ROLE == ''"))
        self.assertTrue(value_of("github.event_name == 'PUSH'"))
        self.assertFalse(value_of("github.event_name != 'push'"))
        self.assertTrue(value_of("!vars.ROLE"))
        self.assertFalse(value_of("'a' == 0"))

    def test_lists_contain_their_elements(self):
        self.assertTrue(value_of("""contains(fromJSON('["a", "b"]'), 'b')"""))
        self.assertFalse(value_of("""contains(fromJSON('["ab"]'), 'b')"""))

    def test_what_is_not_known_is_no_value(self):
        for expression in ("github.actor", "github.event.pull_request.number", "matrix.job", "vars.REGION",
                           "format('a')", "1 < 2", "always()", "vars.ROLE ||", "'a' 'b'", "a ? b", "(vars.ROLE"):
            with self.subTest(expression), self.assertRaises(Unknown):
                value_of(expression)

    def test_the_second_operand_is_not_read_if_the_first_decides(self):
        self.assertTrue(value_of("github.event_name == 'push' || github.event.pull_request.head.repo.fork"))
        self.assertFalse(value_of("github.event_name != 'push' && github.event.pull_request.number == 7"))

    def test_a_condition_without_a_status_function_needs_success(self):
        self.assertFalse(condition("vars.DEPLOY == 'off'", CONTEXTS))
        self.assertTrue(condition("failure() && vars.DEPLOY == 'off'", CONTEXTS))
        self.assertTrue(condition("${{ failure() }}", CONTEXTS))

    def test_texts_are_filled_and_single_expressions_keep_their_type(self):
        self.assertEqual("/temp/plan of ", fill("${{ runner.temp }}/plan of ${{ vars.ROLE }}", CONTEXTS))
        self.assertEqual({"a": [True]}, fill({"a": ["${{ vars.DEPLOY == 'off' }}"]}, CONTEXTS))
