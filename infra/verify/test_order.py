"""The order of the first apply: a resource that is created before its dependencies is rejected or fails later."""

import re

import pytest

EDGE = re.compile(r'^\s*"([^"]+)" -> "([^"]+)";$', re.MULTILINE)


@pytest.fixture(scope="module")
def dependencies(everything):
    """The direct dependencies of each resource by address, from `terraform graph`."""
    _, drawn = everything.run("graph")
    found = {}
    for dependent, needed in EDGE.findall(drawn):
        found.setdefault(dependent, set()).add(needed)
    return found


def created_before(resource, dependencies):
    """Everything that Terraform creates before a resource."""
    found, next_ones = set(), [resource]
    while next_ones:
        new = dependencies.get(next_ones.pop(), set()) - found
        found |= new
        next_ones += new
    return found


def test_the_load_balancer_is_created_after_the_routes_of_its_subnets(dependencies):
    assert created_before("module.service.aws_lb.this", dependencies) >= {
        "module.network.aws_internet_gateway.this",
        "module.network.aws_route.internet",
        "module.network.aws_route_table_association.public",
    }


def test_the_service_is_created_after_the_endpoints_of_its_tasks(dependencies):
    assert created_before("module.service.aws_ecs_service.this", dependencies) >= {
        "module.network.aws_route.internet",
        "module.network.aws_route_table_association.private",
        "module.network.aws_route_table_association.public",
        "module.network.aws_vpc_endpoint.dynamodb",
        "module.network.aws_vpc_endpoint.interface",
        "module.network.aws_vpc_endpoint.s3",
    }
