"""Defects of an environment behind CloudFront."""

from .service import put


def config(account):
    return account.distribution["DistributionConfig"]


def in_config(*path, value):
    return put("distribution", "DistributionConfig", *path, value=value)


def in_origin(*path, value):
    return in_config("Origins", "Items", 0, *path, value=value)


def an_error_is_cached(account):
    config(account)["CustomErrorResponses"]["Items"][0]["ErrorCachingMinTTL"] = 10


def posts_are_not_allowed(account):
    config(account)["DefaultCacheBehavior"]["AllowedMethods"]["Items"].remove("POST")


def ipv6_leads_to_the_load_balancer(account):
    record = account.dns_records["AAAA", "streams.example.com."]
    record["AliasTarget"]["DNSName"] = account.load_balancer["DNSName"]


def everybody_reaches_the_load_balancer(account):
    rule = next(
        r for r in account.security_rules
        if r["GroupId"] == account.entrance_group and not r["IsEgress"]
    )
    other = {key: value for key, value in rule.items() if key != "PrefixListId"}
    account.security_rules.append({**other, "CidrIpv4": "0.0.0.0/0"})


def others_are_forwarded(account):
    (rule,) = account.listener_rules
    account.listeners[443]["DefaultActions"] = rule["Actions"]


def another_secret_is_required(account):
    (rule,) = account.listener_rules
    rule["Conditions"][0]["HttpHeaderConfig"]["Values"] = ["0" * 36, "1" * 36]


def the_load_balancer_is_the_viewer(account):
    for variable in account.container["environment"]:
        if variable["name"] == "STREAMGATE_TRUSTED_PROXIES":
            variable["value"] = "1"


def cloudfronts_addresses_are_limited(account):
    account.web_acl["Rules"].append({"Name": "requests-of-an-address"})


def a_plan_reads_every_distribution(account):
    for statement in account.plan_policy["Statement"]:
        if statement["Sid"] == "ReadCdn":
            statement["Resource"] = "*"


def the_certificate_is_for_another_name(account):
    account.certificates.update(dict.fromkeys(account.certificates, "other.example.com"))


SPOILS = {
    "test_the_distribution_leads_to_the_load_balancer_by_https": in_origin(
        "CustomOriginConfig", "OriginProtocolPolicy", value="http-only"
    ),
    "test_cloudfront_closes_idle_connections_first_and_waits_for_slow_responses": in_origin(
        "CustomOriginConfig", "OriginKeepaliveTimeout", value=60
    ),
    "test_nothing_is_cached_and_every_header_and_query_reaches_the_load_balancer": in_config(
        "DefaultCacheBehavior", "CachePolicyId", value="658327ea-f89d-4fab-a63d-7e88639e58f6"
    ),
    "test_errors_are_not_cached_either": an_error_is_cached,
    "test_all_methods_are_allowed_by_https_only": posts_are_not_allowed,
    "test_http_3_and_ipv6_are_served": in_config("IsIPV6Enabled", value=False),
    "test_the_domain_name_has_a_certificate_of_us_east_1": in_config(
        "ViewerCertificate", "MinimumProtocolVersion", value="TLSv1"
    ),
    "test_the_load_balancer_has_a_certificate_of_the_same_name": the_certificate_is_for_another_name,
    "test_the_domain_name_leads_to_the_distribution": ipv6_leads_to_the_load_balancer,
    "test_only_cloudfronts_addresses_reach_the_load_balancer": everybody_reaches_the_load_balancer,
    "test_the_load_balancer_answers_others_with_403": others_are_forwarded,
    "test_the_load_balancer_requires_the_secret_that_cloudfront_sends": another_secret_is_required,
    "test_requests_with_the_secret_are_forwarded_to_the_tasks": put(
        "listener_rules", 0, "Actions", 0, "TargetGroupArn", value="arn:other"
    ),
    "test_the_viewer_is_before_cloudfront_in_the_header": the_load_balancer_is_the_viewer,
    "test_the_web_acl_does_not_limit_cloudfronts_addresses": cloudfronts_addresses_are_limited,
    "test_the_url_is_the_distributions": put(
        "outputs", "url", value="https://streamgate-prod.elb.amazonaws.com"
    ),
    "test_a_plan_may_read_this_distribution_only": a_plan_reads_every_distribution,
    "test_the_distribution_is_tagged": put("distribution_tags", "Environment", value="dev"),
}
