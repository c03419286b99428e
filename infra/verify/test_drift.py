"""A manual change is detected by its test and by the plan."""

import pytest
import requirements_of


@pytest.fixture
def lowered(account):
    """The alarm for high CPU, set to 80 in the console."""
    cloudwatch = account.client("cloudwatch")
    name = f"{account.name}-cpu-high"
    (alarm,) = cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"]
    known = cloudwatch.meta.service_model.operation_model("PutMetricAlarm").input_shape.members
    kept = {key: value for key, value in alarm.items() if key in known}
    cloudwatch.put_metric_alarm(**(kept | {"Threshold": 80.0}))
    yield
    cloudwatch.put_metric_alarm(**kept)


def test_an_alarm_set_to_80_fails_its_own_test_and_shows_in_the_plan(
    account, everything, lowered, phase
):
    assert requirements_of.failing(account.again()) - requirements_of.failing(account) == {
        "test_the_high_alarm_watches_for_85_percent_of_cpu_or_more"
    }
    with phase("plan after a manual change of an alarm"):
        status, output = everything.plan()
    assert status == 2
    assert "module.service.aws_cloudwatch_metric_alarm.cpu_high[0] will be updated in-place" in output
    assert "80 -> 85" in output
    assert "Plan: 0 to add, 1 to change, 0 to destroy." in output
