"""Defects of monitoring and of the outputs."""

from .service import put


def a_message_nobody_writes(account):
    account.metric_filters["Refusals"]["filterPattern"] = '{ $.message = "start refused" }'


def nobody_is_called(name):
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


def said(output):
    return put("outputs", output, value="something else")


def the_address_is_plain(account):
    for output in ("url", "try"):
        account.outputs[output] = account.outputs[output].replace("https:", "http:")


SPOILS = {
    "test_the_log_is_counted_by_the_messages_the_server_writes": a_message_nobody_writes,
    "test_an_alarm_watches_how_many_starts_are_refused": nobody_is_called("refusals"),
    "test_alarms_watch_5xx_of_the_tasks_and_of_the_load_balancer": nobody_is_called("alb-5xx"),
    "test_an_alarm_watches_the_slowest_requests": put(
        "alarms", "latency", "ExtendedStatistic", value="p50"
    ),
    "test_an_alarm_watches_whether_the_table_throttles": nobody_is_called("table-throttles"),
    "test_an_alarm_watches_how_many_tasks_are_healthy": put(
        "alarms", "tasks", "TreatMissingData", value="notBreaching"
    ),
    "test_alarms_watch_an_unreachable_store_and_faults_of_the_server": nobody_is_called(
        "server-faults"
    ),
    "test_the_dashboard_shows_the_load_balancer_the_service_the_table_and_the_log": (
        the_dashboard_shows_no_table
    ),
    "test_the_topic_is_encrypted_with_a_key_that_cloudwatch_may_use": the_topic_has_the_managed_key,
    "test_cloudwatch_may_publish_to_the_topic_for_our_alarms_alone": any_alarm_publishes,
    "test_alarms_are_mailed_to_whom_was_named": put("__dict__", "subscriptions", value=[]),
    "test_the_address_is_that_of_the_certificate": the_address_is_plain,
    "test_the_load_balancers_own_name_is_said_for_the_dns_record": said("alb_dns_name"),
    "test_the_repository_is_said_for_the_push": said("repository_url"),
    "test_the_table_is_said": said("table_name"),
    "test_the_command_to_try_it_starts_a_stream_at_the_address": said("try"),
    "test_the_service_is_said_for_the_deployment": said("task_definition_arn"),
}
