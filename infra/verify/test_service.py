"""The service: Fargate on demand and Spot, the task, and the container's privileges and environment."""

import json
import pathlib
import re

import stage
from account.base import tags_of

DOCKERFILE = pathlib.Path(__file__).resolve().parents[2] / "Dockerfile"


def test_the_cluster_offers_fargate_and_fargate_spot(account):
    assert account.cluster["status"] == "ACTIVE"
    assert sorted(account.cluster["capacityProviders"]) == ["FARGATE", "FARGATE_SPOT"]


def test_three_tasks_run_on_demand_and_two_thirds_of_the_rest_on_spot(account):
    assert "launchType" not in account.service
    strategy = {
        s["capacityProvider"]: (s.get("base", 0), s["weight"])
        for s in account.service["capacityProviderStrategy"]
    }
    assert strategy == {"FARGATE": (3, 1), "FARGATE_SPOT": (0, 2)}


def test_the_service_runs_the_minimum_number_of_tasks(account):
    assert account.service["desiredCount"] == account.service["runningCount"] == 3


def test_the_tasks_run_in_the_private_subnets_without_a_public_address(account):
    network = account.service["networkConfiguration"]["awsvpcConfiguration"]
    private = sorted(s["SubnetId"] for s in account.subnets if not account.is_public(s))
    assert sorted(network["subnets"]) == private
    assert network["assignPublicIp"] == "DISABLED"


def test_failed_deployments_are_rolled_back_and_none_causes_downtime(account):
    deployment = account.service["deploymentConfiguration"]
    assert deployment["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}
    assert deployment["minimumHealthyPercent"] == 100
    assert deployment["maximumPercent"] == 200
    assert account.service["healthCheckGracePeriodSeconds"] > 0


def test_a_deployment_that_answers_with_errors_is_rolled_back(account):
    assert account.service["deploymentConfiguration"]["alarms"] == {
        "alarmNames": [f"{account.name}-deployment-5xx"],
        "enable": True,
        "rollback": True,
    }
    alarm = account.alarms["deployment-5xx"]
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanOrEqualToThreshold", 5)
    watched = [q["MetricStat"]["Metric"] for q in alarm["Metrics"] if "MetricStat" in q]
    assert {m["MetricName"] for m in watched} == {"HTTPCode_Target_5XX_Count", "RequestCount"}
    balancer = account.load_balancer["LoadBalancerArn"].partition("loadbalancer/")[2]
    assert {m["Dimensions"][0]["Value"] for m in watched} == {balancer}


def test_the_load_balancer_forwards_to_the_containers_port(account):
    assert account.service["loadBalancers"] == [
        {
            "targetGroupArn": account.target_group["TargetGroupArn"],
            "containerName": account.container["name"],
            "containerPort": 8080,
        }
    ]


def test_the_task_definition_is_for_fargate(account):
    task = account.task_definition
    assert task["family"] == account.name
    assert task["requiresCompatibilities"] == ["FARGATE"]
    assert task["networkMode"] == "awsvpc"
    assert task["runtimePlatform"] == {"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"}
    assert int(task["cpu"]) in (256, 512, 1024, 2048, 4096)
    assert int(task["memory"]) >= 2 * int(task["cpu"])


def test_the_image_is_in_the_repository_with_the_configured_tag(account):
    tag = account.outputs["image_tag"]
    assert account.container["image"] == f"{account.repository['repositoryUri']}:{tag}"


def test_the_container_has_exactly_the_expected_environment(account):
    assert account.container_environment == {
        "DYNAMO_TABLE_NAME": account.table["TableName"],
        "AWS_REGION": account.region,
        "HOST": "0.0.0.0",
        "PORT": "8080",
        "STREAMGATE_ENVIRONMENT": "prod",
        "STREAMGATE_MANAGEMENT_HOST": "127.0.0.1",
        "STREAMGATE_MANAGEMENT_PORT": "9090",
        "STREAMGATE_TRUSTED_PROXIES": "1",
        "STREAMGATE_LOG": "json",
        "STREAMGATE_DRAIN_DELAY": "PT15S",
        "STREAMGATE_LIMIT": "3",  # from the variable `settings`
    }


def test_the_container_gets_its_secrets_from_secrets_manager(account):
    assert account.container_secrets == {
        "STREAMGATE_TOKEN_KEYS": account.secrets[stage.SIGNING],
        "STREAMGATE_BACKEND_KEYS": f"{account.secrets[stage.OTHERS]}:back_ends::",
    }


def test_only_the_public_port_is_open(account):
    ports = [(p["containerPort"], p["protocol"]) for p in account.container["portMappings"]]
    assert ports == [(8080, "tcp")]


def test_the_container_runs_unprivileged_and_writes_to_one_volume_only(account):
    container = account.container
    assert container["user"] == "10001:10001"
    assert container["readonlyRootFilesystem"] is True
    assert container.get("privileged", False) is False
    (mount,) = container["mountPoints"]
    (volume,) = account.task_definition["volumes"]
    assert mount.get("readOnly", False) is False
    assert mount["sourceVolume"] == volume["name"]
    assert "efsVolumeConfiguration" not in volume
    assert "sourcePath" not in volume.get("host", {})


def test_each_mount_point_is_a_volume_of_the_image(account):
    """Otherwise Fargate does not give the volume the owner and mode of the image's folder."""
    volumes = re.findall(r"^VOLUME (\[.*\])$", DOCKERFILE.read_text(), re.MULTILINE)
    folders = [folder for volume in volumes for folder in json.loads(volume)]
    mounted = [mount["containerPath"] for mount in account.container["mountPoints"]]
    assert set(mounted) <= set(folders)


def test_the_container_gains_no_privilege(account):
    linux = account.container["linuxParameters"]
    assert linux["capabilities"].get("add", []) == []
    assert linux["capabilities"]["drop"] == ["ALL"]


def test_the_container_has_time_to_stop_and_a_health_check(account):
    container = account.container
    assert container["stopTimeout"] == 30
    assert container["healthCheck"]["command"] == ["CMD", "/opt/streamgate/bin/health"]


def test_the_log_goes_to_the_services_group(account):
    log = account.container["logConfiguration"]
    assert log["logDriver"] == "awslogs"
    assert log["options"]["awslogs-group"] == f"/ecs/{account.name}"
    assert log["options"]["awslogs-region"] == account.region
    assert log["options"]["awslogs-stream-prefix"]


def test_resources_are_tagged(account):
    wanted = {"Project": "streamgate", "Environment": "prod", "ManagedBy": "terraform"}
    assert wanted.items() <= tags_of(account.vpc).items()
    assert wanted.items() <= account.table_tags.items()


def test_the_containers_environment_is_written_for_the_image_check(account, pytestconfig):
    file = pathlib.Path(pytestconfig.getoption("--task-env"))
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}={value}\n" for name, value in sorted(account.container_environment.items())]
    assert not [line for line in lines if line.count("\n") != 1]
    file.write_text("".join(lines))
