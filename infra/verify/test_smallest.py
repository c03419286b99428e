"""The smallest environment: no optional parts, on top of env/dev.tfvars."""

import leftovers
import pytest
import terraform
from account import Account
from conftest import HERE, INFRA

NAME = "streamgate-dev"


@pytest.fixture(scope="module")
def smallest(simulator, folder, state_bucket, phase):
    root = terraform.Terraform(
        terraform.copy_of(INFRA, folder / "smallest"),
        simulator.environment,
        files=["env/dev.tfvars", HERE / "smallest.tfvars"],
        variables={"image_tag": "0a1b2c3d4e5f"},
    )
    with phase("apply the smallest setting"):
        root.init("-backend-config=env/dev.s3.tfbackend", f"-backend-config=bucket={state_bucket}")
        root.apply()
    return root


@pytest.fixture(scope="module")
def small(smallest):
    return Account(smallest.environment, NAME, smallest.outputs())


def test_optional_resources_do_not_exist(small):
    existing = {kind for kind, found in leftovers.of(small.environment).items() if found}
    optional = {
        "certificates", "schedules", "oidc providers", "metric filters", "dashboards",
        "topics", "subscriptions", "key aliases", "keys", "web acls", "pipelines", "builds", "flow logs",
    }
    assert existing == set(leftovers.LISTS) - optional
    assert set(small.roles) == {f"{NAME}-execution", f"{NAME}-task"}
    assert set(small.alarms) == {"cpu-high", "cpu-low", "deployment-5xx"}
    assert list(small.log_groups) == [f"/ecs/{NAME}"]


def test_without_a_certificate_http_is_forwarded(small):
    assert set(small.listeners) == {80}
    (action,) = small.listeners[80]["DefaultActions"]
    assert action["Type"] == "forward"
    assert small.outputs["url"] == f"http://{small.load_balancer['DNSName']}"
    open_ports = {
        r["FromPort"] for r in small.security_rules
        if r.get("CidrIpv4") == "0.0.0.0/0" and not r["IsEgress"]
    }
    assert open_ports == {80}


def test_tasks_with_public_addresses_are_reached_by_the_load_balancer_only(small):
    network = small.service["networkConfiguration"]["awsvpcConfiguration"]
    assert network["assignPublicIp"] == "ENABLED"
    assert sorted(network["subnets"]) == sorted(s["SubnetId"] for s in small.subnets)
    assert all(small.is_public(s) for s in small.subnets)
    assert small.traffic(small.tasks_group, "ingress") == {("tcp", 8080, 8080, small.entrance_group)}
    assert small.traffic(small.tasks_group, "egress") == {
        ("tcp", 443, 443, "0.0.0.0/0"),
        ("tcp", 443, 443, "dynamodb"),
        ("tcp", 443, 443, "s3"),
    }
    assert set(small.endpoints) == {"dynamodb", "s3"}


def test_environments_other_than_prod_run_as_dev(small):
    assert small.container_environment["STREAMGATE_ENVIRONMENT"] == "dev"
    assert small.container_environment["DYNAMO_TABLE_NAME"] == NAME


def test_one_apply_with_an_image_starts_the_tasks(small):
    assert small.service["desiredCount"] == small.service["runningCount"] == 1


def test_a_second_plan_of_the_smallest_has_no_changes(smallest, phase):
    with phase("plan the smallest setting again"):
        status, output = smallest.plan()
    assert status == 0, output


def test_the_smallest_is_destroyed_without_further_steps(smallest, state_bucket, phase):
    with phase("destroy the smallest setting"):
        smallest.destroy()
    left = {k: found for k, found in leftovers.of(smallest.environment).items() if found}
    left.pop("task definitions", None)
    assert left == {"buckets": [state_bucket]}
