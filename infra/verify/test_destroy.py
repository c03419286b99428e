"""A destroy leaves nothing, which is checked by listing all resources."""

import leftovers
import pytest
import stage


@pytest.fixture(scope="module")
def destroyed(everything, account, phase):
    if account.again().table["DeletionProtectionEnabled"]:  # where test_updates was left out
        everything.change(deletion_protection="false")
    before = leftovers.of(everything.environment)
    with phase("destroy everything"):
        everything.destroy()
    return before


def test_before_the_destroy_resources_of_each_kind_exist(destroyed, state_bucket):
    assert sorted(kind for kind, found in destroyed.items() if not found) == []


def test_the_destroy_leaves_the_bucket_of_the_state_and_revisions_that_cost_nothing(
    destroyed, everything, state_bucket
):
    left = {k: found for k, found in leftovers.of(everything.environment).items() if found}
    revisions = left.pop("task definitions", [])
    assert left == {"buckets": [state_bucket]}
    # Kept for rollbacks. Revisions are free.
    assert all("/streamgate-prod:" in arn for arn in revisions)
    assert stage.state(everything.environment, state_bucket, stage.STATE)["resources"] == []
