"""Stored data in the account."""

import json

from .base import Reading, section, tags_of


class Data(Reading):
    """The table, the repository and the log."""

    @section
    def table(self):
        return self.client("dynamodb").describe_table(TableName=self.name)["Table"]

    @section
    def table_tags(self):
        arn = self.table["TableArn"]
        return tags_of(self.client("dynamodb").list_tags_of_resource(ResourceArn=arn))

    @section
    def table_ttl(self):
        answer = self.client("dynamodb").describe_time_to_live(TableName=self.name)
        return answer["TimeToLiveDescription"]

    @section
    def table_backups(self):
        answer = self.client("dynamodb").describe_continuous_backups(TableName=self.name)
        return answer["ContinuousBackupsDescription"]

    @section
    def repository(self):
        (repository,) = self.all("ecr", "describe_repositories", "repositories")
        return repository

    @section
    def repository_lifecycle(self):
        answer = self.client("ecr").get_lifecycle_policy(repositoryName=self.name)
        return json.loads(answer["lifecyclePolicyText"])

    @section
    def log_groups(self):
        found = self.all("logs", "describe_log_groups", "logGroups")
        return {group["logGroupName"]: group for group in found}

    @section
    def metric_filters(self):
        found = self.all("logs", "describe_metric_filters", "metricFilters")
        return {f["filterName"].removeprefix(f"{self.name}-"): f for f in found}
