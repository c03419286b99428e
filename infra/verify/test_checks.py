"""Checks the named tests: each one fails for its own defect, and for no other."""

import pytest
import requirements_of
from spoils import SPOILS


@pytest.fixture(scope="module")
def failing_already(account):
    """The tests that fail already. Also reads the whole account, so that its copies read nothing more."""
    return requirements_of.failing(account)


def test_the_account_fails_no_named_test(failing_already):
    assert failing_already == set()


def test_every_named_test_has_a_defect():
    assert set(SPOILS) == set(requirements_of.named_tests())


@pytest.mark.parametrize("name", sorted(SPOILS))
def test_each_defect_fails_only_its_own_test(account, failing_already, name):
    spoilt = account.spoilt()
    SPOILS[name](spoilt)
    assert requirements_of.failing(spoilt) - failing_already == {name} - failing_already
