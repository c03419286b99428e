"""Defects of the network and its security groups."""


def names_do_not_resolve(account):
    account.vpc_attributes["enableDnsHostnames"] = False


def two_subnets_share_a_zone(account):
    first, second, *_ = [s for s in account.subnets if not account.is_public(s)]
    second["AvailabilityZone"] = first["AvailabilityZone"]


def a_private_subnet_reaches_a_nat(account):
    subnet = next(s for s in account.subnets if not account.is_public(s))
    account.routes_of(subnet).append(
        {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1", "State": "active"}
    )


def a_subnet_gives_public_addresses(account):
    account.subnets[0]["MapPublicIpOnLaunch"] = True


def an_address_is_kept(account):
    account.addresses.append({"PublicIp": "203.0.113.9"})


def an_endpoint_more(account):
    account.endpoints["sqs"] = account.endpoints["logs"]


def an_endpoint_is_absent_from_a_zone(account):
    account.endpoints["ecr.dkr"]["SubnetIds"].pop()


def a_gateway_is_absent_from_the_routes(account):
    account.endpoints["s3"]["RouteTableIds"] = []


def rule(account, group, egress):
    return next(
        r for r in account.security_rules if r["GroupId"] == group and r["IsEgress"] == egress
    )


def the_load_balancer_opens_ssh(account):
    account.security_rules.append(
        {**rule(account, account.entrance_group, False), "FromPort": 22, "ToPort": 22}
    )


def the_endpoints_take_a_range(account):
    (group,) = account.endpoints["logs"]["Groups"]
    extra = {**rule(account, group["GroupId"], False), "CidrIpv4": "10.0.0.0/16"}
    account.security_rules.append(extra)


def the_load_balancer_reaches_anything(account):
    account.security_rules.append(
        {**rule(account, account.tasks_group, True), "GroupId": account.entrance_group}
    )


def the_tasks_take_the_management_port(account):
    account.security_rules.append(
        {**rule(account, account.tasks_group, False), "FromPort": 9090, "ToPort": 9090}
    )


def the_tasks_reach_the_internet(account):
    reach = {**rule(account, account.tasks_group, True), "CidrIpv4": "0.0.0.0/0"}
    reach.pop("ReferencedGroupInfo", None)
    reach.pop("PrefixListId", None)
    account.security_rules.append(reach)


def the_endpoints_connect_to_something(account):
    (group,) = account.endpoints["logs"]["Groups"]
    account.security_rules.append(
        {**rule(account, account.tasks_group, True), "GroupId": group["GroupId"]}
    )


def the_default_group_is_open(account):
    default = next(
        g for g, about in account.security_groups.items() if about["GroupName"] == "default"
    )
    account.security_rules.append({**rule(account, account.tasks_group, True), "GroupId": default})


def a_subnet_has_no_ipv6(account):
    next(s for s in account.subnets if account.is_public(s))["Ipv6CidrBlockAssociationSet"] = []


def ipv6_leads_nowhere(account):
    for table in account.route_tables:
        table["Routes"] = [
            r for r in table["Routes"] if r.get("DestinationIpv6CidrBlock") != "::/0"
        ]


def only_rejected_connections_are_logged(account):
    account.flow_logs[0]["TrafficType"] = "REJECT"


def some_ipv6_is_let_in(account):
    for other in account.security_rules:
        if other.get("CidrIpv6") == "::/0":
            other["CidrIpv6"] = "2001:db8::/32"


def a_rule_has_no_description(account):
    account.security_rules[0]["Description"] = ""


SPOILS = {
    "test_there_is_one_vpc_with_dns": names_do_not_resolve,
    "test_there_is_a_public_and_a_private_subnet_in_each_of_three_zones": two_subnets_share_a_zone,
    "test_a_private_subnet_has_no_route_to_the_internet": a_private_subnet_reaches_a_nat,
    "test_no_subnet_assigns_public_addresses": a_subnet_gives_public_addresses,
    "test_there_is_no_nat_and_no_elastic_address": an_address_is_kept,
    "test_the_endpoints_are_those_the_tasks_need": an_endpoint_more,
    "test_interface_endpoints_are_in_every_zone_with_private_dns": (
        an_endpoint_is_absent_from_a_zone
    ),
    "test_a_gateway_endpoint_is_in_the_routes_of_every_private_subnet": (
        a_gateway_is_absent_from_the_routes
    ),
    "test_each_public_subnet_has_an_ipv6_network_of_the_vpc_and_private_ones_have_none": (
        a_subnet_has_no_ipv6
    ),
    "test_a_public_subnet_has_a_route_for_ipv6": ipv6_leads_nowhere,
    "test_the_connections_in_the_vpc_are_logged": only_rejected_connections_are_logged,
    "test_viewers_with_ipv4_and_with_ipv6_reach_the_load_balancer": some_ipv6_is_let_in,
    "test_only_the_load_balancer_accepts_traffic_from_the_internet": the_load_balancer_opens_ssh,
    "test_only_the_load_balancer_accepts_address_ranges": the_endpoints_take_a_range,
    "test_the_load_balancer_reaches_the_tasks_and_nothing_else": the_load_balancer_reaches_anything,
    "test_only_the_load_balancer_reaches_the_tasks": the_tasks_take_the_management_port,
    "test_the_tasks_reach_only_the_endpoints": the_tasks_reach_the_internet,
    "test_the_endpoints_accept_only_the_tasks_and_connect_to_nothing": the_endpoints_connect_to_something,
    "test_the_vpcs_default_group_allows_nothing": the_default_group_is_open,
    "test_every_rule_has_a_description": a_rule_has_no_description,
}
