#!/usr/bin/env python3
"""Tests what holds the documents: plants what scripts/check-documents.py has to find, and answers that differ."""

import importlib
import os
import pathlib
import tempfile
import unittest

from documents import answers, blocks, processes
from documents.names import Names

check = importlib.import_module("check-documents")
runner = importlib.import_module("try-documents")
NAMES = Names(blocks.ROOT)
TABLE = [blocks.LeftOut("page.md", "docker run", "Docker", "scripts/a.sh")]


def page(text, name="page.md"):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return blocks.read(file, root)


def marks(text, name="page.md"):
    return list(check.faults_of_marks(page(text, name), TABLE))


class Marks(unittest.TestCase):
    def test_commands_and_their_answer_are_in_order(self):
        self.assertEqual([], marks("```sh\ncurl x\n```\nIt says:\n```\nHTTP/1.1 200\n```\n```text\n+--+\n```\n"))

    def test_an_answer_to_nothing_is_found(self):
        self.assertIn("page.md:1: nobody compares", marks("```\nHTTP/1.1 200\n```\n")[0])

    def test_an_answer_to_what_is_not_executed_is_found(self):
        self.assertIn("page.md:4: nobody compares", marks("```sh\ndocker run x\n```\n```\nhello\n```\n")[0])

    def test_a_second_answer_is_found(self):
        self.assertEqual(1, len(marks("```sh\ncurl x\n```\n```\na\n```\n```\nb\n```\n")))

    def test_the_pages_of_problems_show_answers_that_java_compares(self):
        self.assertEqual([], marks("```\nHTTP/1.1 404 Not Found\n```\n", "docs/problems/not-found.md"))

    def test_commands_without_their_mark_are_found(self):
        for line in ("./make.sh run", ". ./make.sh tf-init", "scripts/x.sh", "curl -s localhost", "docker run x",
                     "A=1 B=2 ./make.sh run", "mvn -pl server test", "export A=1", "$ ls", "  aws dynamodb scan"):
            for mark in ("", "text", "ini"):
                self.assertIn("looks like a command", " ".join(marks(f"```{mark}\n{line}\n```\n")), line)

    def test_what_is_no_command_is_not_found(self):
        for line in ("PORT: cannot read 'http'", "AWS_REGION=eu-central-1", "curl", "[ load balancer ]", "make it so"):
            self.assertEqual([], marks(f"```text\n{line}\n```\n"), line)


class Table(unittest.TestCase):
    def faults(self, text, table=None, run=("scripts/a.sh",), tests=("ATest",)):
        return list(check.faults_of_table(page(text), table or TABLE, set(run), set(tests)))

    def test_what_it_names_is_there(self):
        self.assertEqual([], self.faults("```sh\ndocker run x\n```\n"))

    def test_a_block_that_is_gone_is_found(self):
        self.assertIn("page.md has 0 blocks", self.faults("```sh\ncurl x\n```\n")[0])

    def test_a_block_of_another_kind_is_none(self):
        self.assertIn("page.md has 0 blocks", self.faults("```text\ndocker run x\n```\n")[0])

    def test_a_line_that_means_two_blocks_is_found(self):
        self.assertIn("page.md has 2 blocks", self.faults("```sh\ndocker run x\n```\n```sh\ndocker run y\n```\n")[0])

    def test_a_stand_in_that_nobody_runs_is_found(self):
        self.assertIn("scripts/a.sh is neither run", self.faults("```sh\ndocker run x\n```\n", run=())[0])


class WhatCommandsName(unittest.TestCase):
    def test_what_is_there_is_no_fault(self):
        for line in (
                "./make.sh test --all", ". ./make.sh tf-apply my-profile prod -var deletion_protection=false",
                "./make.sh deploy my-profile prod --tag abc", "./make.sh tf-apply - - -y", "./make.sh bench cpu 12",
                "mvn -pl server test -Dtest='RealTable*Test,LinksTest' -Dstreamgate.test.dynamodb.table=t",
                "docker run -e STREAMGATE_LOG=json streamgate", "scripts/test-make-aws.sh zsh",
                "cd infra && terraform init -backend=false", "PORT=8081 STREAMGATE_LIMIT=1 ./make.sh run"):
            self.assertEqual([], NAMES.faults(line), line)

    def test_what_is_not_there_is_found(self):
        for line, fault in (
                ("./make.sh lint", "make.sh has no command lint"),
                ("A=1 ./make.sh tf-nothing", "make.sh has no command tf-nothing"),
                ("./make.sh test --everything", "make.sh test has no option --everything"),
                ("./make.sh tf-apply my-profile dev --yes", "make.sh tf-apply has no option --yes"),
                ("./make.sh deploy my-profile nowhere", "there is no environment nowhere"),
                ("./make.sh deploy --force", "make.sh deploy has no option --force"),
                ("./make.sh test NoSuchTest", "there is no test NoSuchTest"),
                ("./make.sh test --only nothing", "there is no job nothing"),
                ("./make.sh run --fast", "make.sh run has no option --fast"),
                ("./make.sh bench latency nothing", "bench has no part nothing"),
                ("true && scripts/no-such.sh", "there is no scripts/no-such.sh"),
                ("scripts/infra.sh plan --keep x", "scripts/infra.sh has no option --keep"),
                ("mvn -pl client test", "there is no module client"),
                ("mvn -pl server test -Dtest=LinksTest,NoSuchTest", "there is no test NoSuchTest"),
                ("mvn test -Dstreamgate.test.shop=x", "no test reads the property streamgate.test.shop"),
                ("docker run -e STREAMGATE_LOGS=json x", "there is no setting STREAMGATE_LOGS")):
            self.assertEqual([fault], NAMES.faults(line))

    def test_what_is_quoted_in_a_text_is_looked_at(self):
        text = "Run `./make.sh\ntest --some`,\n`scripts/infra.sh`, `scripts/no.sh` or `mvn verify`."
        self.assertEqual(["x.md:1: make.sh test has no option --some", "x.md:3: there is no scripts/no.sh"],
                         list(check.faults_of_text("x.md", text, NAMES)))

    def test_settings_and_metrics_that_are_not_there_are_found(self):
        text = "`STREAMGATE_LEASE=1` `STREAMGATE_LOSE`, streamgate_http_seconds_count and streamgate_http_total"
        self.assertEqual(["x.md: there is no setting STREAMGATE_LOSE", "x.md: there is no metric streamgate_http_total"],
                         list(check.faults_of_text("x.md", text, NAMES)))

    def test_a_comment_and_a_line_that_goes_on_are_read_as_the_shell_reads_them(self):
        found = page("```sh\n./make.sh test   # it's all\ncurl -s \\\n  localhost\n# nothing\n```\n")
        self.assertEqual(["./make.sh test", "curl -s localhost"], found[0].lines)


class Running(unittest.TestCase):
    PAGE = "## A\n```sh\ncurl x | sort\n```\n```\nok\n```\n## B\n```sh\ndocker run x\n```\n## C\n```sh\n%s\n```\n"

    def test_a_section_with_nothing_to_run_is_left_out(self):
        self.assertEqual(["A", "C"], [found[0].section for found in runner.sections(page(self.PAGE % "ls"), TABLE)])

    def test_what_needs_dynamodb_local_is_left_to_all(self):
        for command in ("scripts/dynamodb-local.sh", "aws dynamodb scan"):
            found = runner.sections(page(self.PAGE % command), TABLE)
            self.assertEqual([None, "--all"], [runner.absent(of_one, TABLE, False) for of_one in found])

    def test_a_program_that_is_not_installed_is_told(self):
        found = page("```sh\ntrue && no-such-program x\n```\n")
        self.assertIsNone(runner.absent(found, TABLE, True))
        runner.PROGRAMS += ("no-such-program",)
        self.assertEqual("no-such-program", runner.absent(found, TABLE, True))

    def test_the_first_command_that_fails_is_told(self):
        shell = processes.Shell("/", processes.clean(os.environ))
        self.assertEqual("1", shell.run("a=1; false || echo $a").strip())
        with self.assertRaisesRegex(processes.Failure, "status 1 of:\nfalse\necho no"):
            shell.run("false\necho no")
        shell.close()


class Answers(unittest.TestCase):
    SHOWN = 'HTTP/1.1 409\n...\nretry-after: 90\n{"a": 1, ... "at": "2026-11-23T19:46:37.311Z"}\n'
    PRINTED = 'HTTP/1.1 409\r\nx: y\r\nretry-after: 7\r\n\r\n{"a":1,"b":2,"at":"2027-01-01T00:00:00Z"}'

    def test_white_space_what_is_left_out_and_what_differs_each_time_do_not_count(self):
        self.assertEqual("", answers.difference(self.SHOWN, self.PRINTED))

    def test_everything_else_counts(self):
        for old, new in (("409", "429"), ('"a":1', '"a":2'), ('"at"', '"by"'), ("retry-after", "retry")):
            self.assertNotEqual("", answers.difference(self.SHOWN, self.PRINTED.replace(old, new)), old)

    def test_more_at_the_end_counts(self):
        self.assertNotEqual("", answers.difference("ok\n", "ok\nbut"))


if __name__ == "__main__":
    unittest.main()
