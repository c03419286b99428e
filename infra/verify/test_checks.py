"""Checks the named tests: each one fails for its own defect, and for no other."""

import pytest
import requirements_of
from spoils import SPOILS


@pytest.fixture(scope="module")
def wrong_already(account):
    """The tests that fail already. Also reads the whole account, so that its copies read nothing more."""
    return requirements_of.failing(account)


def test_the_account_fails_no_named_test(wrong_already):
    assert wrong_already == set()


def test_every_named_test_is_seen_to_fail():
    assert set(SPOILS) == set(requirements_of.named_tests())


@pytest.mark.parametrize("name", sorted(SPOILS))
def test_what_is_wrong_fails_the_one_test_of_it(account, wrong_already, name):
    spoilt = account.spoilt()
    SPOILS[name](spoilt)
    assert requirements_of.failing(spoilt) - wrong_already == {name} - wrong_already
