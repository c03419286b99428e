"""The network: three zones, public and private subnets, endpoints instead of NAT."""

import ipaddress

EVERYWHERE = ("0.0.0.0/0", "::/0")
INTERFACES = {"ecr.api", "ecr.dkr", "logs", "secretsmanager"}
GATEWAYS = {"dynamodb", "s3"}


def private(account):
    return [s for s in account.subnets if not account.is_public(s)]


def public(account):
    return [s for s in account.subnets if account.is_public(s)]


def zones(subnets):
    return sorted(s["AvailabilityZone"] for s in subnets)


def test_there_is_one_vpc_with_dns(account):
    assert len(account.vpcs) == 1
    assert account.vpc_attributes == {"enableDnsSupport": True, "enableDnsHostnames": True}


def test_there_is_a_public_and_a_private_subnet_in_each_of_three_zones(account):
    assert len(set(zones(account.subnets))) == 3
    assert zones(public(account)) == zones(private(account)) == sorted(zones(private(account)))
    assert len(public(account)) == len(private(account)) == 3


def test_a_private_subnet_has_no_route_to_the_internet(account):
    for subnet in private(account):
        ways = [
            r for r in account.routes_of(subnet)
            if r.get("DestinationCidrBlock") in EVERYWHERE
            or r.get("DestinationIpv6CidrBlock") in EVERYWHERE
        ]
        assert ways == []


def test_no_subnet_assigns_public_addresses(account):
    assert [s["SubnetId"] for s in account.subnets if s["MapPublicIpOnLaunch"]] == []


def test_there_is_no_nat_and_no_elastic_address(account):
    assert account.nat_gateways == []
    assert account.addresses == []


def test_the_endpoints_are_those_the_tasks_need(account):
    assert set(account.endpoints) == INTERFACES | GATEWAYS
    kinds = {name: e["VpcEndpointType"] for name, e in account.endpoints.items()}
    assert {n for n, kind in kinds.items() if kind == "Interface"} == INTERFACES
    assert {n for n, kind in kinds.items() if kind == "Gateway"} == GATEWAYS


def test_interface_endpoints_are_in_every_zone_with_private_dns(account):
    here = sorted(s["SubnetId"] for s in private(account))
    for name in INTERFACES:
        assert sorted(account.endpoints[name]["SubnetIds"]) == here, name
        assert account.endpoints[name]["PrivateDnsEnabled"] is True, name


def test_a_gateway_endpoint_is_in_the_routes_of_every_private_subnet(account):
    for name in GATEWAYS:
        tables = set(account.endpoints[name]["RouteTableIds"])
        for subnet in private(account):
            own = [
                t["RouteTableId"] for t in account.route_tables
                if subnet["SubnetId"] in [a.get("SubnetId") for a in t["Associations"]]
            ]
            assert own and set(own) <= tables, (name, subnet["AvailabilityZone"])


def ipv6_networks(thing):
    """The IPv6 networks of a VPC or a subnet."""
    return [
        ipaddress.ip_network(block["Ipv6CidrBlock"])
        for block in thing.get("Ipv6CidrBlockAssociationSet", [])
        if block["Ipv6CidrBlockState"]["State"] == "associated"
    ]


def test_each_public_subnet_has_an_ipv6_network_of_the_vpc_and_private_ones_have_none(account):
    (block,) = ipv6_networks(account.vpc)
    assert block.prefixlen == 56
    networks = [network for s in public(account) for network in ipv6_networks(s)]
    assert len(set(networks)) == len(public(account)) == 3
    assert all(n.prefixlen == 64 and n.subnet_of(block) for n in networks)
    assert [n for s in private(account) for n in ipv6_networks(s)] == []


def test_a_public_subnet_has_a_route_for_ipv6(account):
    for subnet in public(account):
        gateways = [
            r["GatewayId"] for r in account.routes_of(subnet)
            if r.get("DestinationIpv6CidrBlock") == "::/0"
        ]
        assert [g.partition("-")[0] for g in gateways] == ["igw"], subnet["AvailabilityZone"]


def test_the_connections_in_the_vpc_are_logged(account):
    (log,) = account.flow_logs
    assert (log["ResourceId"], log["TrafficType"]) == (account.vpc["VpcId"], "ALL")
    group = account.log_groups[f"/vpc/{account.name}"]
    assert log["LogDestination"] == group["arn"].removesuffix(":*")
    assert group["retentionInDays"] == 90
    assert log["DeliverLogsPermissionArn"] == account.roles[f"{account.name}-flow-logs"]["arn"]
