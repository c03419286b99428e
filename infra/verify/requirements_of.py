"""The named tests as functions, to run them against an account with a defect."""

import functools
import importlib
import inspect

FILES = (
    "test_network",
    "test_firewall",
    "test_service",
    "test_entrance",
    "test_scaling",
    "test_access",
    "test_data",
    "test_delivery",
    "test_observability",
    "test_outputs",
)


@functools.cache
def named_tests(files=FILES, argument="account"):
    """All tests whose only argument is the account, by name."""
    found = {}
    for file in files:
        for name, test in vars(importlib.import_module(file)).items():
            if name.startswith("test_") and list(inspect.signature(test).parameters) == [argument]:
                assert name not in found, f"two tests are named {name}"
                found[name] = test
    return found


def failing(account, tests=None):
    """The names of the tests that this account fails."""
    failed = set()
    for name, test in (named_tests() if tests is None else tests).items():
        try:
            test(account)
        except Exception:  # noqa: BLE001  a missing resource can raise anything
            failed.add(name)
    return failed
