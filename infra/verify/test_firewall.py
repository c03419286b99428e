"""Security groups: the load balancer is public, the tasks reach the endpoints, and nothing else is allowed."""

EVERYWHERE = ("0.0.0.0/0", "::/0")


def endpoints_group(account):
    (group,) = {g["GroupId"] for e in account.endpoints.values() for g in e.get("Groups", [])}
    return group


def test_only_the_load_balancer_accepts_traffic_from_the_internet(account):
    public = {
        (r["GroupId"], r["FromPort"], r["ToPort"], r["IpProtocol"])
        for r in account.security_rules
        if not r["IsEgress"] and (r.get("CidrIpv4") in EVERYWHERE or r.get("CidrIpv6") in EVERYWHERE)
    }
    entrance = account.entrance_group
    assert public == {(entrance, 80, 80, "tcp"), (entrance, 443, 443, "tcp")}


def test_viewers_with_ipv4_and_with_ipv6_reach_the_load_balancer(account):
    for port in (80, 443):
        ranges = {
            r.get("CidrIpv4") or r.get("CidrIpv6")
            for r in account.security_rules
            if r["GroupId"] == account.entrance_group and r.get("FromPort") == port and not r["IsEgress"]
        }
        assert ranges == set(EVERYWHERE), port


def test_only_the_load_balancer_accepts_address_ranges(account):
    ranges = [
        r for r in account.security_rules
        if not r["IsEgress"] and ("CidrIpv4" in r or "CidrIpv6" in r)
    ]
    assert {r["GroupId"] for r in ranges} == {account.entrance_group}


def test_the_load_balancer_reaches_the_tasks_and_nothing_else(account):
    assert account.traffic(account.entrance_group, "egress") == {
        ("tcp", 8080, 8080, account.tasks_group)
    }


def test_only_the_load_balancer_reaches_the_tasks(account):
    assert account.traffic(account.tasks_group, "ingress") == {
        ("tcp", 8080, 8080, account.entrance_group)
    }


def test_the_tasks_reach_only_the_endpoints(account):
    assert account.traffic(account.tasks_group, "egress") == {
        ("tcp", 443, 443, endpoints_group(account)),
        ("tcp", 443, 443, "dynamodb"),
        ("tcp", 443, 443, "s3"),
    }


def test_the_endpoints_accept_only_the_tasks_and_connect_to_nothing(account):
    group = endpoints_group(account)
    assert account.traffic(group, "ingress") == {("tcp", 443, 443, account.tasks_group)}
    assert account.traffic(group, "egress") == set()


def test_the_vpcs_default_group_allows_nothing(account):
    (default,) = [g for g, about in account.security_groups.items() if about["GroupName"] == "default"]
    assert account.traffic(default, "ingress") == set()
    assert account.traffic(default, "egress") == set()


def test_every_rule_has_a_description(account):
    undescribed = [r["SecurityGroupRuleId"] for r in account.security_rules if not r.get("Description")]
    assert undescribed == []
