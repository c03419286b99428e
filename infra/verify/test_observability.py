"""Monitoring: the dashboard, and alarms with a topic that CloudWatch can publish to."""

from account.access import statements
from account.base import as_list


def topic_arn(account):
    (arn,) = account.topics
    return arn


def notifies(account, alarm):
    return alarm["AlarmActions"] == [topic_arn(account)] and alarm["ActionsEnabled"]


def metrics_of(alarm):
    """The metrics an alarm is computed from: {(namespace, name)}."""
    if "MetricName" in alarm:
        return {(alarm["Namespace"], alarm["MetricName"])}
    found = [m["MetricStat"]["Metric"] for m in alarm["Metrics"] if "MetricStat" in m]
    return {(m["Namespace"], m["MetricName"]) for m in found}


def balancer_suffix(account):
    return account.load_balancer["LoadBalancerArn"].partition("loadbalancer/")[2]


def group_suffix(account):
    return account.target_group["TargetGroupArn"].rpartition(":")[2]


def namespace(account):
    return f"Streamgate/{account.name}"


def test_the_log_is_counted_by_the_messages_the_server_writes(account):
    patterns = {n: f["filterPattern"] for n, f in account.metric_filters.items()}
    assert patterns == {
        "Refusals": '{ $.formattedMessage = "start refused" }',
        "StoreUnavailable": '{ $.formattedMessage = "store unavailable" }',
        "UncountedAdmissions": (
            '{ $.formattedMessage = "start admitted uncounted: the store does not answer" }'
        ),
        "ServerFaults": '{ $.level = "ERROR" }',
    }
    for name, counted in account.metric_filters.items():
        assert counted["logGroupName"] == f"/ecs/{account.name}"
        (metric,) = counted["metricTransformations"]
        assert (metric["metricNamespace"], metric["metricName"]) == (namespace(account), name)
        assert metric["metricValue"] == "1"


def test_an_alarm_watches_how_many_starts_are_refused(account):
    alarm = account.alarms["refusals"]
    assert (namespace(account), "Refusals") in metrics_of(alarm)
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanOrEqualToThreshold", 5)
    assert notifies(account, alarm)


def test_alarms_watch_5xx_of_the_tasks_and_of_the_load_balancer(account):
    for name, metric in {
        "target-5xx": "HTTPCode_Target_5XX_Count",
        "alb-5xx": "HTTPCode_ELB_5XX_Count",
    }.items():
        alarm = account.alarms[name]
        assert ("AWS/ApplicationELB", metric) in metrics_of(alarm), name
        assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold", name
        assert notifies(account, alarm), name


def test_an_alarm_watches_the_slowest_requests(account):
    alarm = account.alarms["latency"]
    assert metrics_of(alarm) == {("AWS/ApplicationELB", "TargetResponseTime")}
    assert alarm["ExtendedStatistic"] == "p99"
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanOrEqualToThreshold", 1)
    assert notifies(account, alarm)


def test_an_alarm_watches_whether_the_table_throttles(account):
    alarm = account.alarms["table-throttles"]
    assert metrics_of(alarm) == {
        ("AWS/DynamoDB", "ReadThrottleEvents"),
        ("AWS/DynamoDB", "WriteThrottleEvents"),
    }
    assert alarm["Threshold"] == 10
    assert notifies(account, alarm)


def test_an_alarm_watches_how_many_tasks_are_healthy(account):
    alarm = account.alarms["tasks"]
    assert metrics_of(alarm) == {("AWS/ApplicationELB", "HealthyHostCount")}
    dimensions = {d["Name"]: d["Value"] for d in alarm["Dimensions"]}
    assert dimensions == {
        "LoadBalancer": balancer_suffix(account),
        "TargetGroup": group_suffix(account),
    }
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("LessThanThreshold", 3)
    assert alarm["TreatMissingData"] == "breaching"
    assert notifies(account, alarm)


def test_an_alarm_watches_whether_desired_tasks_run(account):
    alarm = account.alarms["missing-tasks"]
    assert metrics_of(alarm) == {
        ("ECS/ContainerInsights", "DesiredTaskCount"),
        ("ECS/ContainerInsights", "RunningTaskCount"),
    }
    (expression,) = [m["Expression"] for m in alarm["Metrics"] if "Expression" in m]
    assert expression == "desired - running"
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanOrEqualToThreshold", 1)
    assert notifies(account, alarm)
    # Without Container Insights there are no such metrics, and the alarm never goes off.
    settings = {s["name"]: s["value"] for s in account.cluster["settings"]}
    assert settings["containerInsights"] == "enabled"


def test_alarms_watch_an_unreachable_store_and_faults_of_the_server(account):
    for name, metric in {
        "store-unavailable": "StoreUnavailable",
        "uncounted-admissions": "UncountedAdmissions",
        "server-faults": "ServerFaults",
    }.items():
        assert metrics_of(account.alarms[name]) == {(namespace(account), metric)}, name
        assert notifies(account, account.alarms[name]), name


def test_the_dashboard_shows_the_load_balancer_the_service_the_table_and_the_log(account):
    (body,) = [b for name, b in account.dashboards.items() if name == account.name]
    shown = [m for w in body["widgets"] for m in w["properties"]["metrics"]]
    assert {m[0] for m in shown} == {
        "AWS/ApplicationELB",
        "AWS/ECS",
        "AWS/DynamoDB",
        namespace(account),
    }
    named = {value for m in shown for value in m[2:] if isinstance(value, str)}
    assert {balancer_suffix(account), account.name, account.table["TableName"]} <= named
    assert {w["properties"]["region"] for w in body["widgets"]} == {account.region}


def test_the_topic_is_encrypted_with_a_key_that_cloudwatch_may_use(account):
    key = account.keys[account.topics[topic_arn(account)]["KmsMasterKeyId"]]
    assert key["rotated"] is True
    allowed = {
        action
        for s in statements(key["policy"])
        if s["Effect"] == "Allow"
        and s["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
        for action in as_list(s["Action"])
    }
    assert allowed == {"kms:Decrypt", "kms:GenerateDataKey*"}


def test_cloudwatch_may_publish_to_the_topic_for_our_alarms_only(account):
    document = account.topic_policies[topic_arn(account)]
    (grant,) = [s for s in statements(document) if s["Effect"] == "Allow"]
    assert grant["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert grant["Action"] == "sns:Publish"
    source = grant["Condition"]["ArnLike"]["aws:SourceArn"]
    assert source.endswith(f":alarm:{account.name}-*")


def test_alarms_are_mailed_to_the_configured_address(account):
    mailed = {(s["Protocol"], s["Endpoint"]) for s in account.subscriptions}
    assert mailed == {("email", "ops@example.com")}
