"""The outputs: URL, repository, table, and a command to try it."""


def test_the_url_has_the_name_of_the_certificate(account):
    assert account.outputs["url"] == "https://streams.example.com"


def test_the_load_balancers_name_is_an_output_for_the_dns_record(account):
    assert account.outputs["alb_dns_name"] == account.load_balancer["DNSName"]


def test_the_repository_is_an_output_for_the_push(account):
    assert account.outputs["repository_url"] == account.repository["repositoryUri"]


def test_the_table_is_an_output(account):
    assert account.outputs["table_name"] == account.table["TableName"]


def test_the_try_command_starts_a_stream_at_the_url(account):
    command = account.outputs["try"]
    assert command.startswith(f"curl -si {account.outputs['url']}/api/v1/stream ")
    assert "content-type: application/json" in command
    assert '{"video_name": ' in command


def test_the_policies_are_outputs_for_the_user_that_deploys(account):
    for name in ("deploy", "plan"):
        arn = account.outputs[f"{name}_policy_arn"]
        assert arn == account.policy_arns[f"{account.name}-{name}"]


def test_the_service_is_an_output_for_the_deployment(account):
    assert account.outputs["cluster_name"] == account.cluster["clusterName"]
    assert account.outputs["service_name"] == account.service["serviceName"]
    assert account.outputs["task_definition_arn"] == account.service["taskDefinition"]
    assert account.outputs["log_group_name"] in account.log_groups
