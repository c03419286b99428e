"""Scaling in the account."""

from .base import Reading, section


class Scaling(Reading):
    """The scalable target, its policies and schedules, and every alarm."""

    @section
    def scalable_target(self):
        (target,) = self.all(
            "application-autoscaling", "describe_scalable_targets", "ScalableTargets",
            ServiceNamespace="ecs",
        )
        return target

    @section
    def scaling_policies(self):
        return self.all(
            "application-autoscaling", "describe_scaling_policies", "ScalingPolicies",
            ServiceNamespace="ecs",
        )

    @section
    def scheduled_actions(self):
        found = self.all(
            "application-autoscaling", "describe_scheduled_actions", "ScheduledActions",
            ServiceNamespace="ecs",
        )
        return {action["ScheduledActionName"]: action for action in found}

    @section
    def alarms(self):
        found = self.all("cloudwatch", "describe_alarms", "MetricAlarms")
        return {alarm["AlarmName"].removeprefix(f"{self.name}-"): alarm for alarm in found}
