"""Keeps the ceiling of a table on demand, which moto 5.2 drops. Imported by moto_aws.py."""

from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

_ceilings: dict[str, dict[str, int]] = {}
_describe_table = Table.describe


def keeping_ceiling(call):
    def wrapper(self):
        if "OnDemandThroughput" in self.body:
            _ceilings[self.body["TableName"]] = self.body["OnDemandThroughput"]
        return call(self)

    return wrapper


def describe_table(self, *args, **kwargs):
    answer = _describe_table(self, *args, **kwargs)
    for description in answer.values():
        if self.name in _ceilings:
            description["OnDemandThroughput"] = _ceilings[self.name]
    return answer


DynamoHandler.create_table = keeping_ceiling(DynamoHandler.create_table)
DynamoHandler.update_table = keeping_ceiling(DynamoHandler.update_table)
Table.describe = describe_table
