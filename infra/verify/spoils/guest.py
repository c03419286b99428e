"""Defects of a deployment in a VPC that exists, with a key that exists."""

from .service import put


def a_subnet_more(guest):
    guest.subnets.append({**guest.subnets[0], "SubnetId": "subnet-other"})


def another_route_table(guest):
    guest.endpoints["s3"]["RouteTableIds"] = ["rtb-other"]


def a_way_to_anywhere(guest):
    rule = next(r for r in guest.security_rules if r["GroupId"] == guest.tasks_group and r["IsEgress"])
    kept = {k: v for k, v in rule.items() if k not in ("PrefixListId", "ReferencedGroupInfo")}
    guest.security_rules.append({**kept, "CidrIpv4": "0.0.0.0/0"})


def a_log_with_the_key_of_aws(guest):
    del guest.log_groups[f"/ecs/{guest.name}"]["kmsKeyId"]


def the_topic_has_a_key_of_its_own(guest):
    for topic in guest.topics.values():
        topic["KmsMasterKeyId"] = "arn:aws:kms:eu-central-1:123456789012:key/other"


def the_task_decrypts_anything(guest):
    for document in guest.roles[f"{guest.name}-task"]["policies"].values():
        for statement in document["Statement"]:
            statement.pop("Condition", None)


def any_secret_is_decrypted(guest):
    for document in guest.roles[f"{guest.name}-execution"]["policies"].values():
        for statement in document["Statement"]:
            statement.get("Condition", {}).get("StringEquals", {}).pop("kms:EncryptionContext:SecretARN", None)


SPOILS = {
    "test_there_is_no_other_vpc_subnet_or_gateway": a_subnet_more,
    "test_the_load_balancer_is_in_the_public_subnets_with_addresses_of_both_kinds": put(
        "load_balancer", "IpAddressType", value="ipv4"
    ),
    "test_the_tasks_are_in_their_subnets_without_a_public_address": put(
        "service", "networkConfiguration", "awsvpcConfiguration", "assignPublicIp", value="ENABLED"
    ),
    "test_the_endpoints_are_in_one_subnet_of_each_zone_and_in_the_given_routes": another_route_table,
    "test_the_tasks_reach_the_endpoints_only": a_way_to_anywhere,
    "test_the_key_encrypts_the_table": put(
        "table", "SSEDescription", "KMSMasterKeyArn", value="arn:aws:kms:eu-central-1:1:key/other"
    ),
    "test_the_key_encrypts_the_log": a_log_with_the_key_of_aws,
    "test_the_key_encrypts_the_repository": put(
        "repository", "encryptionConfiguration", value={"encryptionType": "AES256"}
    ),
    "test_the_key_encrypts_the_topic_which_has_no_other": the_topic_has_a_key_of_its_own,
    "test_the_task_uses_the_key_through_dynamodb_only": the_task_decrypts_anything,
    "test_the_execution_role_decrypts_its_secret_only": any_secret_is_decrypted,
}
