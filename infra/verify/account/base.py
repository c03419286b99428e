"""Base of the sections that read the account."""

import copy
import functools

import boto3

section = functools.cached_property


@functools.cache
def client_of(endpoint, region, service):
    """A boto3 client for the simulator. Ignores the caller's environment and home directory."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    return boto3.client(service, endpoint_url=endpoint, region_name=region, **keys)


def pages(client, operation, arguments):
    """The pages of a list."""
    if client.can_paginate(operation):
        return client.get_paginator(operation).paginate(**arguments)
    return [getattr(client, operation)(**arguments)]


def as_list(value):
    return value if isinstance(value, list) else [value]


def tags_of(thing):
    return {tag["Key"]: tag["Value"] for tag in thing.get("Tags", [])}


class Reading:
    """Base class of a section. `name` is the prefix of all resources of the deployment."""

    def __init__(self, environment, name, outputs):
        self.environment = environment
        self.region = environment["AWS_REGION"]
        self.name = name
        self.outputs = outputs

    def client(self, service):
        return client_of(self.environment["AWS_ENDPOINT_URL"], self.region, service)

    def again(self, outputs=None):
        """The same account with nothing read yet."""
        outputs = self.outputs if outputs is None else outputs
        return type(self)(self.environment, self.name, outputs)

    def spoilt(self):
        """A copy of what was read so far, to break on purpose."""
        other = self.again()
        other.__dict__.update(copy.deepcopy(self.__dict__))
        return other

    def all(self, service, operation, key, **arguments):
        """A list, from all its pages."""
        found = pages(self.client(service), operation, arguments)
        return [item for page in found for item in page.get(key, [])]
