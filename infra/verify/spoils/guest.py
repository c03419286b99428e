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


def the_vpn_reaches_every_port(guest):
    for rule in guest.security_rules:
        if rule.get("CidrIpv4") == "10.8.0.0/16":
            rule["FromPort"], rule["ToPort"] = 0, 65535


def the_port_listens_on_loopback(guest):
    for variable in guest.container["environment"]:
        if variable["name"] == "STREAMGATE_MANAGEMENT_HOST":
            variable["value"] = "127.0.0.1"


def the_collector_writes_elsewhere(guest):
    variable = guest.containers["streamgate-collector"]["environment"][0]
    variable["value"] = variable["value"].replace("ws-5f6a7b8c", "ws-other")


def the_collector_is_essential(guest):
    guest.containers["streamgate-collector"]["essential"] = True


def the_task_writes_to_every_workspace(guest):
    for document in guest.roles[f"{guest.name}-task"]["policies"].values():
        for statement in document["Statement"]:
            if "aps:RemoteWrite" in statement["Action"]:
                statement["Resource"] = "*"


def an_endpoint_leads_to_every_workspace(guest):
    guest.endpoint_policies["aps-workspaces"]["Statement"][0]["Resource"] = "*"


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
    "test_the_load_balancer_and_the_vpn_reach_the_tasks": the_vpn_reaches_every_port,
    "test_the_management_port_listens_for_the_vpn": the_port_listens_on_loopback,
    "test_the_collector_sends_the_metrics_of_its_task_to_the_workspace": the_collector_writes_elsewhere,
    "test_the_collector_neither_ends_the_task_nor_takes_its_memory": the_collector_is_essential,
    "test_the_task_writes_metrics_to_the_workspace_only": the_task_writes_to_every_workspace,
    "test_the_endpoints_lead_to_the_workspace_and_to_the_images_only": an_endpoint_leads_to_every_workspace,
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
