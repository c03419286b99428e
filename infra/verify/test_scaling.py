"""Scaling between three and nine tasks, in steps by CPU, and by schedule."""


def policy_named(account, word):
    (policy,) = [p for p in account.scaling_policies if word in p["PolicyName"]]
    return policy


def steps(policy):
    assert policy["PolicyType"] == "StepScaling"
    configuration = policy["StepScalingPolicyConfiguration"]
    assert configuration["AdjustmentType"] == "ChangeInCapacity"
    return [
        (s.get("MetricIntervalLowerBound"), s.get("MetricIntervalUpperBound"), s["ScalingAdjustment"])
        for s in configuration["StepAdjustments"]
    ]


def watched(account, alarm):
    assert alarm["Namespace"] == "AWS/ECS"
    assert alarm["MetricName"] == "CPUUtilization"
    assert alarm["Statistic"] == "Average"
    dimensions = {d["Name"]: d["Value"] for d in alarm["Dimensions"]}
    assert dimensions == {"ClusterName": account.name, "ServiceName": account.name}
    return alarm["ComparisonOperator"], alarm["Threshold"]


def test_the_service_scales_between_three_and_nine_tasks(account):
    target = account.scalable_target
    assert target["ResourceId"] == f"service/{account.name}/{account.name}"
    assert target["ScalableDimension"] == "ecs:service:DesiredCount"
    assert (target["MinCapacity"], target["MaxCapacity"]) == (3, 9)


def test_the_high_alarm_watches_for_85_percent_of_cpu_or_more(account):
    alarm = account.alarms["cpu-high"]
    assert watched(account, alarm) == ("GreaterThanOrEqualToThreshold", 85.0)


def test_the_low_alarm_watches_for_10_percent_of_cpu_or_less(account):
    alarm = account.alarms["cpu-low"]
    assert watched(account, alarm) == ("LessThanOrEqualToThreshold", 10.0)


def test_the_high_alarm_adds_one_task(account):
    policy = policy_named(account, "high")
    assert steps(policy) == [(0.0, None, 1)]
    assert policy["PolicyARN"] in account.alarms["cpu-high"]["AlarmActions"]
    assert account.alarms["cpu-high"]["ActionsEnabled"] is True


def test_the_low_alarm_removes_one_task_and_notifies_nobody(account):
    policy = policy_named(account, "low")
    assert steps(policy) == [(None, 0.0, -1)]
    # At the minimum this alarm stays in ALARM, so it must do nothing but scale.
    assert account.alarms["cpu-low"]["AlarmActions"] == [policy["PolicyARN"]]
    assert account.alarms["cpu-low"]["ActionsEnabled"] is True


def test_there_is_no_other_policy(account):
    assert len(account.scaling_policies) == 2


def test_a_schedule_raises_the_minimum_in_the_evening(account):
    wanted = {
        "evening": ("cron(0 18 * * ? *)", "Europe/Berlin", 6, 9),
        "night": ("cron(0 1 * * ? *)", "Europe/Berlin", 3, 9),
    }
    found = {
        name.removeprefix(f"{account.name}-"): (
            a["Schedule"],
            a["Timezone"],
            a["ScalableTargetAction"]["MinCapacity"],
            a["ScalableTargetAction"]["MaxCapacity"],
        )
        for name, a in account.scheduled_actions.items()
    }
    assert found == wanted
