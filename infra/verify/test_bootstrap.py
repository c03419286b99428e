"""The bucket of Terraform's state: versioned, encrypted, private, TLS only."""

import json

import stage


def test_the_state_bucket_is_versioned_encrypted_private_and_tls_only(bootstrap, state_bucket):
    assert bootstrap.applied().outputs()["bucket"] == state_bucket
    s3 = stage.client(bootstrap.environment, "s3")
    assert s3.get_bucket_versioning(Bucket=state_bucket)["Status"] == "Enabled"
    encryption = s3.get_bucket_encryption(Bucket=state_bucket)
    (rule,) = encryption["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] in ("AES256", "aws:kms")
    blocked = s3.get_public_access_block(Bucket=state_bucket)["PublicAccessBlockConfiguration"]
    assert set(blocked.values()) == {True} and len(blocked) == 4
    (statement,) = json.loads(s3.get_bucket_policy(Bucket=state_bucket)["Policy"])["Statement"]
    assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")
    assert statement["Action"] == "s3:*"
    assert sorted(statement["Resource"]) == [
        f"arn:aws:s3:::{state_bucket}",
        f"arn:aws:s3:::{state_bucket}/*",
    ]
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_a_second_plan_of_the_bucket_has_no_changes(bootstrap):
    status, output = bootstrap.applied().plan()
    assert status == 0, output


def test_the_state_is_in_the_bucket_only(bootstrap, state_bucket, everything):
    s3 = stage.client(bootstrap.environment, "s3")
    state = stage.state(everything.environment, state_bucket, stage.STATE)
    kinds = {resource["type"] for resource in state["resources"]}
    assert {"aws_vpc", "aws_ecs_service", "aws_dynamodb_table"} <= kinds
    assert list(everything.folder.glob("*.tfstate*")) == []
    # The lock is an object next to the state, and is deleted after the apply.
    assert [o["Key"] for o in s3.list_objects_v2(Bucket=state_bucket)["Contents"]] == [stage.STATE]
    versions = s3.list_object_versions(Bucket=state_bucket, Prefix=f"{stage.STATE}.tflock")
    assert versions.get("Versions") and versions.get("DeleteMarkers")
