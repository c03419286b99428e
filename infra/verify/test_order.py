"""The order of the first apply: AWS rejects resources that are created before their dependencies, or they fail later."""

import re

import pytest

EDGE = re.compile(r'^\s*"([^"]+)" -> "([^"]+)";$', re.MULTILINE)


@pytest.fixture(scope="module")
def waits_for(everything):
    """The direct dependencies of each resource by address, from `terraform graph`."""
    _, drawn = everything.run("graph")
    found = {}
    for dependent, needed in EDGE.findall(drawn):
        found.setdefault(dependent, set()).add(needed)
    return found


def made_before(resource, waits_for):
    """Everything that Terraform creates before a resource."""
    found, next_ones = set(), [resource]
    while next_ones:
        new = waits_for.get(next_ones.pop(), set()) - found
        found |= new
        next_ones += new
    return found


def test_the_load_balancer_is_made_after_its_subnets_lead_to_the_internet(waits_for):
    assert made_before("module.service.aws_lb.this", waits_for) >= {
        "module.network.aws_internet_gateway.this",
        "module.network.aws_route.internet",
        "module.network.aws_route_table_association.public",
    }


def test_the_service_is_made_after_its_tasks_can_reach_what_they_need(waits_for):
    assert made_before("module.service.aws_ecs_service.this", waits_for) >= {
        "module.network.aws_route_table_association.private",
        "module.network.aws_vpc_endpoint.dynamodb",
        "module.network.aws_vpc_endpoint.interface",
        "module.network.aws_vpc_endpoint.s3",
    }
