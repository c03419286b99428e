"""Defects of monitoring and of the outputs."""

from .service import put


def a_message_that_is_never_written(account):
    account.metric_filters["Refusals"]["filterPattern"] = '{ $.message = "start refused" }'


def notifies_nobody(name):
    return put("alarms", name, "AlarmActions", value=[])


def the_dashboard_shows_no_table(account):
    widgets = account.dashboards[account.name]["widgets"]
    account.dashboards[account.name]["widgets"] = [
        w for w in widgets if w["properties"]["metrics"][0][0] != "AWS/DynamoDB"
    ]


def the_topic_has_the_managed_key(account):
    for key in account.keys.values():
        key["policy"]["Statement"] = [
            s for s in key["policy"]["Statement"] if "Service" not in s["Principal"]
        ]


def any_alarm_publishes(account):
    for document in account.topic_policies.values():
        for statement in document["Statement"]:
            if statement["Effect"] == "Allow":
                statement["Condition"]["ArnLike"]["aws:SourceArn"] = "*"


def wrong_output(output):
    return put("outputs", output, value="something else")


def the_url_is_http(account):
    for output in ("url", "try"):
        account.outputs[output] = account.outputs[output].replace("https:", "http:")


SPOILS = {
    "test_the_log_is_counted_by_the_messages_the_server_writes": a_message_that_is_never_written,
    "test_an_alarm_watches_how_many_starts_are_refused": notifies_nobody("refusals"),
    "test_alarms_watch_5xx_of_the_tasks_and_of_the_load_balancer": notifies_nobody("alb-5xx"),
    "test_an_alarm_watches_the_slowest_requests": put(
        "alarms", "latency", "ExtendedStatistic", value="p50"
    ),
    "test_an_alarm_watches_whether_the_table_throttles": notifies_nobody("table-throttles"),
    "test_an_alarm_watches_how_many_tasks_are_healthy": put(
        "alarms", "tasks", "TreatMissingData", value="notBreaching"
    ),
    "test_an_alarm_watches_whether_desired_tasks_run": notifies_nobody("missing-tasks"),
    "test_alarms_watch_an_unreachable_store_and_faults_of_the_server": notifies_nobody(
        "server-faults"
    ),
    "test_the_dashboard_shows_the_load_balancer_the_service_the_table_and_the_log": (
        the_dashboard_shows_no_table
    ),
    "test_the_topic_is_encrypted_with_a_key_that_cloudwatch_may_use": the_topic_has_the_managed_key,
    "test_cloudwatch_may_publish_to_the_topic_for_our_alarms_only": any_alarm_publishes,
    "test_alarms_are_mailed_to_the_configured_address": put("__dict__", "subscriptions", value=[]),
    "test_the_url_has_the_name_of_the_certificate": the_url_is_http,
    "test_the_load_balancers_name_is_an_output_for_the_dns_record": wrong_output("alb_dns_name"),
    "test_the_repository_is_an_output_for_the_push": wrong_output("repository_url"),
    "test_the_table_is_an_output": wrong_output("table_name"),
    "test_the_try_command_starts_a_stream_at_the_url": wrong_output("try"),
    "test_the_policies_are_outputs_for_the_user_that_deploys": wrong_output("plan_policy_arn"),
    "test_the_service_is_an_output_for_the_deployment": wrong_output("task_definition_arn"),
}
