"""How the account is read."""

import copy
import functools

import boto3

section = functools.cached_property


@functools.cache
def client_of(endpoint, region, service):
    """A boto3 client for the simulator. Nothing of the caller's environment or home is read."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    return boto3.client(service, endpoint_url=endpoint, region_name=region, **keys)


def pages(client, operation, arguments):
    """Each answer of a list, of which there may be several."""
    if client.can_paginate(operation):
        return client.get_paginator(operation).paginate(**arguments)
    return [getattr(client, operation)(**arguments)]


def as_list(value):
    return value if isinstance(value, list) else [value]


def tags_of(thing):
    return {tag["Key"]: tag["Value"] for tag in thing.get("Tags", [])}


class Reading:
    """How a section reads. `name` is what every resource of the deployment is called by."""

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
        return [i for page in pages(self.client(service), operation, arguments) for i in page.get(key, [])]
