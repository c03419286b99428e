"""The named tests themselves: each can fail, and none passes for another."""

import pytest
import requirements_of
from spoils import SPOILS


@pytest.fixture(scope="module")
def read(account):
    """The account, every section of which was read: its copies ask the simulator nothing."""
    requirements_of.failing(account)
    return account


def test_the_account_fails_no_named_test(read):
    assert requirements_of.failing(read) == set()


def test_every_named_test_is_seen_to_fail():
    assert set(SPOILS) == set(requirements_of.named_tests())


@pytest.mark.parametrize("name", sorted(SPOILS))
def test_what_is_wrong_fails_the_one_test_of_it(read, name):
    spoilt = read.spoilt()
    SPOILS[name](spoilt)
    assert requirements_of.failing(spoilt) == {name}
