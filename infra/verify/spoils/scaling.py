"""Defects of scaling."""

from .service import put


def step_of_two(account):
    policy = next(p for p in account.scaling_policies if "high" in p["PolicyName"])
    policy["StepScalingPolicyConfiguration"]["StepAdjustments"][0]["ScalingAdjustment"] = 2


def a_policy_more(account):
    account.scaling_policies.append({**account.scaling_policies[0], "PolicyName": "other"})


def an_hour_late(account):
    action = account.scheduled_actions[f"{account.name}-evening"]
    action["Schedule"] = "cron(0 19 * * ? *)"


def the_low_alarm_pages(account):
    account.alarms["cpu-low"]["AlarmActions"].append("arn:aws:sns:eu-central-1:123456789012:pager")


SPOILS = {
    "test_the_service_scales_between_three_and_nine_tasks": put(
        "scalable_target", "MaxCapacity", value=90
    ),
    "test_the_high_alarm_watches_for_85_percent_of_cpu_or_more": put(
        "alarms", "cpu-high", "ComparisonOperator", value="GreaterThanThreshold"
    ),
    "test_the_low_alarm_watches_for_10_percent_of_cpu_or_less": put(
        "alarms", "cpu-low", "Threshold", value=5.0
    ),
    "test_the_high_alarm_adds_one_task": step_of_two,
    "test_the_low_alarm_removes_one_task_and_notifies_nobody": the_low_alarm_pages,
    "test_there_is_no_other_policy": a_policy_more,
    "test_a_schedule_raises_the_minimum_in_the_evening": an_hour_late,
}
