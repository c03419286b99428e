"""Stored data: the table, the image repository, the log."""


def test_the_table_has_the_keys_of_the_store(account):
    table = account.table
    assert [(k["AttributeName"], k["KeyType"]) for k in table["KeySchema"]] == [
        ("pk", "HASH"),
        ("sk", "RANGE"),
    ]
    assert {a["AttributeName"]: a["AttributeType"] for a in table["AttributeDefinitions"]} == {
        "pk": "S",
        "sk": "S",
    }


def test_the_table_is_named_by_the_environment(account):
    assert account.table["TableName"] == "streamgate-prod"


def test_the_table_is_billed_on_demand(account):
    assert account.table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"


def test_the_table_has_a_ceiling(account):
    assert account.table["OnDemandThroughput"] == {
        "MaxReadRequestUnits": 40000,
        "MaxWriteRequestUnits": 20000,
    }


def test_the_table_expires_old_items(account):
    assert account.table_ttl == {"TimeToLiveStatus": "ENABLED", "AttributeName": "ttl"}


def test_the_table_has_point_in_time_recovery(account):
    recovery = account.table_backups["PointInTimeRecoveryDescription"]
    assert recovery["PointInTimeRecoveryStatus"] == "ENABLED"


def test_the_table_is_encrypted(account):
    assert account.table["SSEDescription"]["Status"] == "ENABLED"
    assert account.table["SSEDescription"]["SSEType"] == "KMS"


def test_the_table_is_protected_from_deletion(account):
    assert account.table["DeletionProtectionEnabled"] is True


def test_image_tags_are_immutable(account):
    assert account.repository["repositoryName"] == account.name
    assert account.repository["imageTagMutability"] == "IMMUTABLE"


def test_images_are_scanned_when_they_are_pushed(account):
    assert account.repository["imageScanningConfiguration"]["scanOnPush"] is True


def test_images_are_encrypted(account):
    assert account.repository["encryptionConfiguration"]["encryptionType"] in ("AES256", "KMS")


def test_old_images_expire(account):
    rules = account.repository_lifecycle["rules"]
    assert rules
    assert {r["action"]["type"] for r in rules} == {"expire"}
    assert all(r["selection"]["countNumber"] >= 1 for r in rules)


def test_the_log_is_kept_for_a_bounded_time(account):
    assert account.log_groups[f"/ecs/{account.name}"]["retentionInDays"] == 90


def test_no_log_is_kept_forever(account):
    endless = [n for n, group in account.log_groups.items() if "retentionInDays" not in group]
    assert endless == []
