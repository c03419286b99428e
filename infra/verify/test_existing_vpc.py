"""A VPC and a key that exist: used, and left as they were."""

import json

import leftovers
import pytest
import requirements_of
import stage
import terraform
from account import Account
from account.access import grants
from account.base import as_list
from conftest import HERE, INFRA
from spoils.guest import SPOILS

NAME = "streamgate-dev"
INTERFACES = {"ecr.api", "ecr.dkr", "logs", "secretsmanager", "aps-workspaces"}
VPN = "10.8.0.0/16"
WORKSPACE = "arn:aws:aps:eu-central-1:123456789012:workspace/ws-5f6a7b8c"
COLLECTOR = "arn:aws:ecr:eu-central-1:123456789012:repository/collector"


@pytest.fixture(scope="module")
def own(simulator):
    """The VPC, the key, a secret that it encrypts, and the network before anything is applied."""
    vpc = stage.existing_vpc(simulator.environment)
    before = stage.network_in(simulator.environment, vpc["vpc_id"])
    key = stage.key(simulator.environment)
    secret = stage.secret(simulator.environment, f"{NAME}/token-keys", "k1:c2VjcmV0", KmsKeyId=key)
    return {"vpc": vpc, "key": key, "secret": secret, "network": before}


@pytest.fixture(scope="module")
def inside(simulator, folder, state_bucket, own, phase):
    root = terraform.Terraform(
        terraform.copy_of(INFRA, folder / "existing"),
        simulator.environment,
        files=["env/dev.tfvars", HERE / "existing-vpc.tfvars"],
        variables={
            "image_tag": "0a1b2c3d4e5f",
            "existing_vpc": json.dumps(own["vpc"]),
            "kms_key_arn": own["key"],
            "secrets_key_arn": own["key"],
            "secrets": json.dumps({"STREAMGATE_TOKEN_KEYS": own["secret"]}),
        },
    )
    with phase("apply in a VPC that exists"):
        root.init("-backend-config=env/dev.s3.tfbackend", f"-backend-config=bucket={state_bucket}")
        root.apply()
    return root


@pytest.fixture(scope="module")
def guest(inside, own):
    account = Account(inside.environment, NAME, inside.outputs())
    account.given = own["vpc"]
    account.key = own["key"]
    account.secret = own["secret"]
    return account


def test_there_is_no_other_vpc_subnet_or_gateway(guest):
    assert [vpc["VpcId"] for vpc in guest.vpcs] == [guest.given["vpc_id"]]
    assert {s["SubnetId"] for s in guest.subnets} == {
        *guest.given["public_subnet_ids"], *guest.given["task_subnet_ids"]
    }


def test_the_load_balancer_is_in_the_public_subnets_with_addresses_of_both_kinds(guest):
    zones = guest.load_balancer["AvailabilityZones"]
    assert sorted(z["SubnetId"] for z in zones) == sorted(guest.given["public_subnet_ids"])
    assert guest.load_balancer["IpAddressType"] == "dualstack"


def test_the_tasks_are_in_their_subnets_without_a_public_address(guest):
    network = guest.service["networkConfiguration"]["awsvpcConfiguration"]
    assert sorted(network["subnets"]) == sorted(guest.given["task_subnet_ids"])
    assert network["assignPublicIp"] == "DISABLED"


def test_the_endpoints_are_in_one_subnet_of_each_zone_and_in_the_given_routes(guest):
    assert set(guest.endpoints) == INTERFACES | {"dynamodb", "s3"}
    zones = {s["SubnetId"]: s["AvailabilityZone"] for s in guest.subnets}
    for name in INTERFACES:
        subnets = guest.endpoints[name]["SubnetIds"]
        assert set(subnets) <= set(guest.given["task_subnet_ids"]), name
        assert sorted(zones[s] for s in subnets) == ["eu-central-1a", "eu-central-1b"], name
    for name in ("dynamodb", "s3"):
        assert guest.endpoints[name]["RouteTableIds"] == guest.given["task_route_table_ids"], name


def test_the_tasks_reach_the_endpoints_only(guest):
    (group,) = {g["GroupId"] for e in guest.endpoints.values() for g in e.get("Groups", [])}
    assert guest.traffic(guest.tasks_group, "egress") == {
        ("tcp", 443, 443, group),
        ("tcp", 443, 443, "dynamodb"),
        ("tcp", 443, 443, "s3"),
    }


def test_the_load_balancer_and_the_vpn_reach_the_tasks(guest):
    (balancer,) = guest.load_balancer["SecurityGroups"]
    assert guest.traffic(guest.tasks_group, "ingress") == {
        ("tcp", 8080, 8080, balancer),
        ("tcp", 9090, 9090, VPN),
    }


def test_the_management_port_listens_for_the_vpn(guest):
    environment = guest.container_environment
    assert environment["STREAMGATE_MANAGEMENT_HOST"] == "0.0.0.0"
    assert environment["STREAMGATE_MANAGEMENT_ALLOWED_HOSTS"] == "streamgate.internal"
    assert [port["containerPort"] for port in guest.container["portMappings"]] == [8080, 9090]


def test_the_collector_sends_the_metrics_of_its_task_to_the_workspace(guest):
    collector = guest.containers["streamgate-collector"]
    config = json.loads(collector["environment"][0]["value"])
    (scrape,) = config["receivers"]["prometheus"]["config"]["scrape_configs"]
    assert scrape == {"job_name": "streamgate", "static_configs": [{"targets": ["127.0.0.1:9090"]}]}
    workspace = WORKSPACE.partition("/")[2]
    assert config["exporters"]["prometheusremotewrite"]["endpoint"] == (
        f"https://aps-workspaces.{guest.region}.amazonaws.com/workspaces/{workspace}/api/v1/remote_write"
    )


def test_the_collector_neither_ends_the_task_nor_takes_its_memory(guest):
    collector = guest.containers["streamgate-collector"]
    assert collector["essential"] is False
    assert collector["memory"] + guest.container["memory"] == int(guest.task_definition["memory"])


def test_the_task_writes_metrics_to_the_workspace_only(guest):
    metrics = [grant for grant in grants(guest.roles[f"{NAME}-task"]) if "aps" in str(grant)]
    assert metrics == [(["aps:RemoteWrite"], [WORKSPACE], {})]


def test_the_endpoints_lead_to_the_workspace_and_to_the_images_only(guest):
    leads = {
        name: {r for s in guest.endpoint_policies[name]["Statement"] for r in as_list(s["Resource"])}
        for name in ("aps-workspaces", "ecr.api", "ecr.dkr")
    }
    images = {guest.repository["repositoryArn"], COLLECTOR, "*"}
    assert leads == {"aps-workspaces": {WORKSPACE}, "ecr.api": images, "ecr.dkr": images}


def test_the_key_encrypts_the_table(guest):
    assert guest.table["SSEDescription"]["KMSMasterKeyArn"] == guest.key


def test_the_key_encrypts_the_log(guest):
    assert {g.get("kmsKeyId") for g in guest.log_groups.values()} == {guest.key}


def test_the_key_encrypts_the_repository(guest):
    assert guest.repository["encryptionConfiguration"] == {"encryptionType": "KMS", "kmsKey": guest.key}


def test_the_key_encrypts_the_topic_which_has_no_other(guest):
    assert [topic["KmsMasterKeyId"] for topic in guest.topics.values()] == [guest.key]
    aliases = [a["AliasName"] for a in guest.all("kms", "list_aliases", "Aliases")]
    assert [alias for alias in aliases if not alias.startswith("alias/aws/")] == []


def uses_of_key(guest):
    """Each permission for KMS: the role, the actions, the keys, and the condition."""
    return [
        (name.removeprefix(f"{NAME}-"), actions, resources, condition)
        for name, role in guest.roles.items()
        for actions, resources, condition in grants(role)
        if any(action.startswith("kms:") for action in as_list(actions))
    ]


def via(guest, service):
    return {"kms:ViaService": f"{service}.{guest.region}.amazonaws.com"}


def test_the_task_uses_the_key_through_dynamodb_only(guest):
    uses = [(role, *use) for role, _, *use in uses_of_key(guest) if role != "execution"]
    assert uses == [("task", [guest.key], {"StringEquals": via(guest, "dynamodb")})]


def test_the_execution_role_decrypts_its_secret_only(guest):
    uses = [use for role, *use in uses_of_key(guest) if role == "execution"]
    this = {"kms:EncryptionContext:SecretARN": guest.secret}
    condition = {"StringEquals": {**this, **via(guest, "secretsmanager")}}
    assert uses == [[["kms:Decrypt"], [guest.key], condition]]


NAMED = requirements_of.named_tests(files=(__name__,), argument="guest")


@pytest.fixture(scope="module")
def nothing_fails(guest):
    """Also reads the whole account, so that its copies read nothing more."""
    assert requirements_of.failing(guest, NAMED) == set()


def test_every_named_test_of_the_guest_has_a_defect():
    assert set(SPOILS) == set(NAMED)


@pytest.mark.parametrize("name", sorted(SPOILS))
def test_each_defect_of_the_guest_fails_only_its_own_test(guest, nothing_fails, name):
    spoilt = guest.spoilt()
    SPOILS[name](spoilt)
    assert requirements_of.failing(spoilt, NAMED) == {name}


def test_a_second_plan_in_the_vpc_has_no_changes(inside, phase):
    with phase("plan in the VPC that exists again"):
        status, output = inside.plan()
    assert status == 0, output


def test_the_destroy_leaves_the_vpc_and_the_key_as_they_were(inside, own, state_bucket, phase):
    with phase("destroy what is in the VPC that exists"):
        inside.destroy()
    environment = inside.environment
    assert stage.network_in(environment, own["vpc"]["vpc_id"]) == own["network"]
    left = {k: found for k, found in leftovers.of(environment).items() if found}
    left.pop("task definitions", None)
    network = {"vpcs", "subnets", "route tables", "internet gateways", "security groups"}
    assert set(left) == network | {"keys", "buckets"}
    assert left["vpcs"] == [own["vpc"]["vpc_id"]]
    assert left["keys"] == [own["key"].rpartition("/")[2]]
    assert left["buckets"] == [state_bucket]
