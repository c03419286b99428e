"""The named tests themselves: each can fail, and none passes for another."""

import pytest
import requirements_of
from spoils import SPOILS


def test_the_account_fails_no_named_test(account):
    assert requirements_of.failing(account) == set()


def test_every_named_test_is_seen_to_fail():
    assert set(SPOILS) == set(requirements_of.named_tests())


@pytest.mark.parametrize("name", sorted(SPOILS))
def test_what_is_wrong_fails_the_one_test_of_it(account, name):
    requirements_of.failing(account)  # reads all sections, which a copy then has
    spoilt = account.spoilt()
    SPOILS[name](spoilt)
    assert requirements_of.failing(spoilt) == {name}
