"""The load balancer, its target group and health check, its listeners and web ACL."""


def test_the_load_balancer_is_public_and_in_all_three_zones(account):
    balancer = account.load_balancer
    assert balancer["Type"] == "application"
    # The simulator omits default values, AWS returns them.
    assert balancer.get("Scheme", "internet-facing") == "internet-facing"
    subnets = {z["SubnetId"] for z in balancer["AvailabilityZones"]}
    assert subnets == {s["SubnetId"] for s in account.subnets if account.is_public(s)}
    assert len(subnets) == 3


def test_the_load_balancer_has_ipv6_addresses_too(account):
    assert account.load_balancer["IpAddressType"] == "dualstack"


def test_the_load_balancer_drops_invalid_headers_and_appends_the_viewer(account):
    attributes = account.load_balancer_attributes
    assert attributes["routing.http.drop_invalid_header_fields.enabled"] == "true"
    # The viewer is the address that the load balancer appends (STREAMGATE_TRUSTED_PROXIES).
    assert attributes["routing.http.xff_header_processing.mode"] == "append"
    # Shorter than STREAMGATE_IDLE_TIMEOUT, so that no request is sent on a connection that is closing.
    assert int(attributes["idle_timeout.timeout_seconds"]) < 75


def test_the_load_balancer_is_protected_from_deletion(account):
    assert account.load_balancer_attributes["deletion_protection.enabled"] == "true"


def test_the_target_group_checks_readiness(account):
    group = account.target_group
    assert (group["TargetType"], group["Protocol"], group["Port"]) == ("ip", "HTTP", 8080)
    assert group["HealthCheckEnabled"] is True
    assert group["HealthCheckProtocol"] == "HTTP"
    assert group["HealthCheckPath"] == "/health/ready"
    assert group["HealthCheckPort"] == "traffic-port"
    assert group["Matcher"]["HttpCode"] == "200"


def test_a_stopping_task_is_deregistered_before_it_is_killed(account):
    # A task is killed 30 s after SIGTERM, so draining must be shorter.
    assert int(account.target_group_attributes["deregistration_delay.timeout_seconds"]) <= 30


def test_http_redirects_to_https(account):
    (action,) = account.listeners[80]["DefaultActions"]
    assert action["Type"] == "redirect"
    redirect = action["RedirectConfig"]
    assert (redirect["Protocol"], redirect["Port"], redirect["StatusCode"]) == (
        "HTTPS",
        "443",
        "HTTP_301",
    )


def test_https_has_the_certificate_and_requires_tls_1_2(account):
    listener = account.listeners[443]
    assert listener["Protocol"] == "HTTPS"
    (certificate,) = listener["Certificates"]
    assert account.certificates == {certificate["CertificateArn"]: "streams.example.com"}
    assert listener["SslPolicy"].startswith("ELBSecurityPolicy-TLS13-1-2")


def test_https_forwards_to_the_tasks(account):
    (action,) = account.listeners[443]["DefaultActions"]
    assert action["Type"] == "forward"
    assert action["TargetGroupArn"] == account.target_group["TargetGroupArn"]


def test_the_domain_name_leads_to_the_load_balancer_and_validates_the_certificate(account):
    by_type = {kind: record for (kind, _), record in account.dns_records.items()}
    assert set(by_type) == {"A", "AAAA", "CNAME"}
    for kind in ("A", "AAAA"):
        assert by_type[kind]["Name"] == "streams.example.com."
        alias = by_type[kind]["AliasTarget"]
        assert alias["DNSName"].rstrip(".") == account.load_balancer["DNSName"]
        assert alias["HostedZoneId"] == account.load_balancer["CanonicalHostedZoneId"]
    assert by_type["CNAME"]["Name"].endswith(".streams.example.com.")


def test_nothing_else_listens(account):
    assert set(account.listeners) == {80, 443}


def test_the_web_acl_protects_the_load_balancer(account):
    assert account.web_acl_of_load_balancer == account.web_acl["Name"] == account.name


def test_the_web_acl_allows_by_default_and_limits_the_rate_per_address(account):
    assert "Allow" in account.web_acl["DefaultAction"]
    rates = [
        r["Statement"]["RateBasedStatement"]
        for r in account.web_acl["Rules"]
        if "RateBasedStatement" in r["Statement"]
    ]
    assert [(r["AggregateKeyType"], r["Limit"] >= 100) for r in rates] == [("IP", True)]


def test_the_web_acl_counts_what_the_common_rules_find_in_bodies(account):
    (overrides,) = [
        r["Statement"]["ManagedRuleGroupStatement"]["RuleActionOverrides"]
        for r in account.web_acl["Rules"]
        if r["Name"] == "AWSManagedRulesCommonRuleSet"
    ]
    counted = {o["Name"] for o in overrides if "Count" in o["ActionToUse"]}
    bodies = {"CrossSiteScripting", "EC2MetaDataSSRF", "GenericLFI", "GenericRFI", "SizeRestrictions"}
    assert counted == {f"{rule}_BODY" for rule in bodies} | {"NoUserAgent_HEADER"}


def test_the_web_acl_has_rules_managed_by_aws(account):
    managed = {
        r["Statement"]["ManagedRuleGroupStatement"]["Name"]
        for r in account.web_acl["Rules"]
        if "ManagedRuleGroupStatement" in r["Statement"]
    }
    assert "AWSManagedRulesKnownBadInputsRuleSet" in managed
