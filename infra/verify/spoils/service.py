"""Defects of the service, its load balancer and its data."""


def put(section, *path, value):
    """A spoil that sets one value: of `section`, at `path`."""

    def spoil(account):
        thing = getattr(account, section)
        for step in path[:-1]:
            thing = thing[step]
        thing[path[-1]] = value

    return spoil


def container(name, value):
    return put("task_definition", "containerDefinitions", 0, name, value=value)


def spot_takes_it_all(account):
    account.service["capacityProviderStrategy"][0]["weight"] = 0


def a_variable_is_missing(account):
    account.container["environment"] = [
        e for e in account.container["environment"] if e["name"] != "STREAMGATE_TRUSTED_PROXIES"
    ]


def a_secret_is_given_as_a_whole(account):
    for secret in account.container["secrets"]:
        secret["valueFrom"] = secret["valueFrom"].removesuffix(":back_ends::")


def health_check_is_wrong(account):
    account.container["healthCheck"]["command"] = ["CMD-SHELL", "curl localhost:8080"]


def the_load_balancer_is_in_two_zones(account):
    account.load_balancer["AvailabilityZones"].pop()


def http_is_forwarded(account):
    action = account.listeners[443]["DefaultActions"][0]
    account.listeners[80]["DefaultActions"] = [action]


def https_goes_elsewhere(account):
    account.listeners[443]["DefaultActions"] = [{"Type": "fixed-response"}]


def the_name_leads_elsewhere(account):
    for record in account.dns_records.values():
        if record["Type"] == "A":
            record["AliasTarget"]["DNSName"] = "another.elb.amazonaws.com."


def something_else_listens(account):
    account.listeners[9090] = account.listeners[443]


def no_rate_limit(account):
    rules = account.web_acl["Rules"]
    account.web_acl["Rules"] = [r for r in rules if "RateBasedStatement" not in r["Statement"]]


def no_managed_rules(account):
    rules = account.web_acl["Rules"]
    account.web_acl["Rules"] = [r for r in rules if r["Name"] != "AWSManagedRulesKnownBadInputsRuleSet"]


def a_rule_for_bodies_blocks(account):
    for rule in account.web_acl["Rules"]:
        if rule["Name"] == "AWSManagedRulesCommonRuleSet":
            rule["Statement"]["ManagedRuleGroupStatement"]["RuleActionOverrides"].pop(0)


def a_log_without_retention(account):
    account.log_groups["/other"] = {"logGroupName": "/other"}


def a_log_with_one_day_of_retention(account):
    account.log_groups[f"/ecs/{account.name}"]["retentionInDays"] = 1


def another_table(account):
    """All parts use the same table, but it does not have the environment's name."""
    name = account.table["TableName"] = account.outputs["table_name"] = "streamgate"
    for variable in account.container["environment"]:
        if variable["name"] == "DYNAMO_TABLE_NAME":
            variable["value"] = name
    for widget in account.dashboards[account.name]["widgets"]:
        widget["properties"]["metrics"].append(["AWS/DynamoDB", "any", "TableName", name])


SPOILS = {
    "test_the_cluster_offers_fargate_and_fargate_spot": put(
        "cluster", "capacityProviders", value=["FARGATE"]
    ),
    "test_three_tasks_run_on_demand_and_two_thirds_of_the_rest_on_spot": spot_takes_it_all,
    "test_the_service_runs_the_minimum_number_of_tasks": put("service", "runningCount", value=2),
    "test_the_tasks_run_in_the_private_subnets_without_a_public_address": put(
        "service", "networkConfiguration", "awsvpcConfiguration", "assignPublicIp", value="ENABLED"
    ),
    "test_failed_deployments_are_rolled_back_and_none_causes_downtime": put(
        "service", "deploymentConfiguration", "deploymentCircuitBreaker", "rollback", value=False
    ),
    "test_a_deployment_that_answers_with_errors_is_rolled_back": put(
        "service", "deploymentConfiguration", "alarms", "rollback", value=False
    ),
    "test_the_load_balancer_forwards_to_the_containers_port": put(
        "service", "loadBalancers", 0, "containerPort", value=9090
    ),
    "test_the_task_definition_is_for_fargate": put("task_definition", "networkMode", value="bridge"),
    "test_the_image_is_in_the_repository_with_the_configured_tag": container(
        "image", "streamgate:latest"
    ),
    "test_the_container_has_exactly_the_expected_environment": a_variable_is_missing,
    "test_the_container_gets_its_secrets_from_secrets_manager": a_secret_is_given_as_a_whole,
    "test_only_the_public_port_is_open": container(
        "portMappings", [{"containerPort": p, "protocol": "tcp"} for p in (8080, 9090)]
    ),
    "test_the_container_runs_unprivileged_and_writes_to_one_volume_only": container(
        "readonlyRootFilesystem", False
    ),
    "test_each_mount_point_is_a_volume_of_the_image": put(
        "task_definition", "containerDefinitions", 0, "mountPoints", 0, "containerPath",
        value="/var/lib/streamgate",
    ),
    "test_the_container_gains_no_privilege": container(
        "linuxParameters", {"capabilities": {"add": ["SYS_PTRACE"], "drop": ["ALL"]}}
    ),
    "test_the_container_has_time_to_stop_and_a_health_check": (
        health_check_is_wrong
    ),
    "test_the_log_goes_to_the_services_group": container(
        "logConfiguration", {"logDriver": "json-file", "options": {}}
    ),
    "test_resources_are_tagged": put("vpc", "Tags", value=[]),
    "test_the_load_balancer_is_public_and_in_all_three_zones": (
        the_load_balancer_is_in_two_zones
    ),
    "test_the_load_balancer_has_ipv6_addresses_too": put(
        "load_balancer", "IpAddressType", value="ipv4"
    ),
    "test_the_load_balancer_drops_invalid_headers_and_appends_the_viewer": put(
        "load_balancer_attributes", "routing.http.xff_header_processing.mode", value="preserve"
    ),
    "test_the_load_balancer_is_protected_from_deletion": put(
        "load_balancer_attributes", "deletion_protection.enabled", value="false"
    ),
    "test_the_target_group_checks_readiness": put(
        "target_group", "HealthCheckPath", value="/health/live"
    ),
    "test_a_stopping_task_is_deregistered_before_it_is_killed": put(
        "target_group_attributes", "deregistration_delay.timeout_seconds", value="300"
    ),
    "test_http_redirects_to_https": http_is_forwarded,
    "test_https_has_the_certificate_and_requires_tls_1_2": put(
        "listeners", 443, "SslPolicy", value="ELBSecurityPolicy-2016-08"
    ),
    "test_https_forwards_to_the_tasks": https_goes_elsewhere,
    "test_the_domain_name_leads_to_the_load_balancer_and_validates_the_certificate": (
        the_name_leads_elsewhere
    ),
    "test_nothing_else_listens": something_else_listens,
    "test_the_web_acl_protects_the_load_balancer": put(
        "__dict__", "web_acl_of_load_balancer", value=None
    ),
    "test_the_web_acl_allows_by_default_and_limits_the_rate_per_address": no_rate_limit,
    "test_the_web_acl_counts_what_the_common_rules_find_in_bodies": a_rule_for_bodies_blocks,
    "test_the_web_acl_has_rules_managed_by_aws": no_managed_rules,
    "test_the_table_has_the_keys_of_the_store": put(
        "table", "KeySchema", 1, "AttributeName", value="sort"
    ),
    "test_the_table_is_billed_on_demand": put(
        "table", "BillingModeSummary", "BillingMode", value="PROVISIONED"
    ),
    "test_the_table_has_a_ceiling": put("table", "OnDemandThroughput", value=None),
    "test_the_table_expires_old_items": put("table_ttl", "TimeToLiveStatus", value="DISABLED"),
    "test_the_table_has_point_in_time_recovery": put(
        "table_backups", "PointInTimeRecoveryDescription", "PointInTimeRecoveryStatus",
        value="DISABLED",
    ),
    "test_the_table_is_encrypted": put("table", "SSEDescription", "Status", value="DISABLED"),
    "test_the_table_is_protected_from_deletion": put(
        "table", "DeletionProtectionEnabled", value=False
    ),
    "test_image_tags_are_immutable": put(
        "repository", "imageTagMutability", value="MUTABLE"
    ),
    "test_images_are_scanned_when_they_are_pushed": put(
        "repository", "imageScanningConfiguration", "scanOnPush", value=False
    ),
    "test_images_are_encrypted": put(
        "repository", "encryptionConfiguration", "encryptionType", value="NONE"
    ),
    "test_old_images_expire": put("repository_lifecycle", "rules", value=[]),
    "test_the_table_is_named_by_the_environment": another_table,
    "test_the_log_is_kept_for_a_bounded_time": a_log_with_one_day_of_retention,
    "test_no_log_is_kept_forever": a_log_without_retention,
}
