"""Later changes of a deployment are made in place."""

import json

import pytest
import stage
import tokens
from stage import FIRST_TAG, SECOND_TAG
from test_network import ipv6_networks

CDN = "com.amazonaws.global.cloudfront.origin-facing"
SERVICE = "module.service.aws_ecs_service.this"
TASK = "module.service.aws_ecs_task_definition.this"


@pytest.fixture(scope="module")
def during_an_event(account):
    """A schedule has raised the minimum of tasks to six."""
    autoscaling = account.client("application-autoscaling")
    target = account.scalable_target
    autoscaling.register_scalable_target(
        ServiceNamespace="ecs",
        ResourceId=target["ResourceId"],
        ScalableDimension=target["ScalableDimension"],
        MinCapacity=6,
    )


@pytest.fixture(scope="module")
def second_image(everything, during_an_event, phase):
    with phase("apply a second image"):
        return everything.change(image_tag=SECOND_TAG)


@pytest.fixture(scope="module")
def tracking(everything, second_image, phase):
    """Restores the first image and removes protection and IPv6, too, and adds ids, a CDN and provisioned capacity."""
    cdn = stage.prefix_list(everything.environment, CDN)
    with phase("apply target tracking, the first image, no protection, no IPv6, GitHub's ids, a CDN, and capacity"):
        return everything.change(
            scaling="target-tracking",
            image_tag=FIRST_TAG,
            deletion_protection="false",
            ipv6="false",
            github_owner_id=tokens.OWNER_ID,
            github_repository_id=tokens.REPOSITORY_ID,
            proxies_in_front=1,
            ingress_prefix_list_ids=json.dumps([cdn]),
            public_url="https://cdn.example.com",
            table_ceiling="null",
            table_provisioned="{ read_min = 5, read_max = 100, write_min = 10, write_max = 500 }",
        )


def test_a_new_image_creates_a_revision_and_updates_the_service(second_image, account, everything):
    assert set(second_image) == {SERVICE, TASK}
    assert second_image[SERVICE] == "update"
    now = account.again(everything.outputs())
    assert now.service["taskDefinition"] != account.service["taskDefinition"]
    assert now.container["image"].endswith(f":{SECOND_TAG}")


def test_the_previous_revision_stays_active_for_a_rollback(second_image, account):
    answer = account.client("ecs").describe_task_definition(
        taskDefinition=account.service["taskDefinition"]
    )
    assert answer["taskDefinition"]["status"] == "ACTIVE"


def test_a_new_image_during_an_event_keeps_the_number_of_tasks(second_image, account):
    now = account.again()
    assert now.scalable_target["MinCapacity"] == 6
    assert now.service["desiredCount"] == now.service["runningCount"] == 6


def test_another_scaling_strategy_changes_only_the_image_of_the_service(tracking):
    assert tracking[SERVICE] == "update"
    assert [address for address, action in tracking.items() if action == "replace"] == [TASK]
    assert "module.service.aws_appautoscaling_target.tasks[0]" not in tracking


def test_target_tracking_replaces_the_steps(tracking, account):
    now = account.again()
    (policy,) = now.scaling_policies
    assert policy["PolicyType"] == "TargetTrackingScaling"
    configuration = policy["TargetTrackingScalingPolicyConfiguration"]
    assert configuration["TargetValue"] == 60.0
    assert configuration["PredefinedMetricSpecification"] == {
        "PredefinedMetricType": "ECSServiceAverageCPUUtilization"
    }
    assert "cpu-high" not in now.alarms
    assert "cpu-low" not in now.alarms


def test_the_previous_image_can_run_again(tracking, account, everything):
    now = account.again(everything.outputs())
    assert now.container["image"] == account.container["image"]


def test_only_a_cdn_in_front_reaches_the_load_balancer(tracking, account, everything):
    now = account.again(everything.outputs())
    assert now.traffic(now.entrance_group, "ingress") == {("tcp", 443, 443, CDN)}
    assert now.container_environment["STREAMGATE_TRUSTED_PROXIES"] == "2"
    assert "requests-of-an-address" not in [rule["Name"] for rule in now.web_acl["Rules"]]
    assert now.outputs["url"] == "https://cdn.example.com"


def test_ipv6_is_turned_off_in_place(tracking, account):
    now = account.again()
    assert tracking["module.service.aws_lb.this"] == "update"
    assert now.load_balancer["IpAddressType"] == "ipv4"
    assert [n for thing in (now.vpc, *now.subnets) for n in ipv6_networks(thing)] == []
    assert {kind for kind, _ in now.dns_records} == {"A", "CNAME"}


def test_protection_is_removed_in_place(tracking, account):
    now = account.again()
    assert now.table["DeletionProtectionEnabled"] is False
    assert now.load_balancer_attributes["deletion_protection.enabled"] == "false"
    assert tracking["module.data.aws_dynamodb_table.streams"] == "update"


def test_the_table_is_switched_to_provisioned_capacity_in_place(tracking, account):
    now = account.again()
    assert tracking["module.data.aws_dynamodb_table.streams"] == "update"
    assert now.table["BillingModeSummary"]["BillingMode"] == "PROVISIONED"
    targets = now.all(
        "application-autoscaling", "describe_scalable_targets", "ScalableTargets",
        ServiceNamespace="dynamodb",
    )
    assert {t["ScalableDimension"]: (t["MinCapacity"], t["MaxCapacity"]) for t in targets} == {
        "dynamodb:table:ReadCapacityUnits": (5, 100),
        "dynamodb:table:WriteCapacityUnits": (10, 500),
    }


def test_a_repository_with_ids_is_trusted_in_place_and_by_its_ids_only(tracking, account):
    roles = account.again().roles
    for name, job in {"deploy": "environment:prod", "plan": "pull_request"}.items():
        assert tracking[f'module.delivery.aws_iam_role.github["{name}"]'] == "update"
        trust = roles[f"{account.name}-github-{name}"]["trust"]
        assert tokens.accepted(trust) == [(tokens.NUMBERED, job)]
