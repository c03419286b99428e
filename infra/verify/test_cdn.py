"""Behind CloudFront: what is applied, and a defect for each of these tests. The account is one of its own."""

import leftovers
import pytest
import requirements_of
import stage
import terraform
from account import Account
from account.access import statements
from conftest import HERE, INFRA
from spoils.cdn import SPOILS

CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"
CLOUDFRONT = "com.amazonaws.global.cloudfront.origin-facing"
CACHED_ERRORS = {400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504}


@pytest.fixture(scope="module")
def behind_cdn(simulator, folder, state_bucket, phase):
    zone = stage.hosted_zone(simulator.environment, "example.com")
    root = terraform.Terraform(
        terraform.copy_of(INFRA, folder / "behind-cdn"),
        simulator.environment,
        files=["env/prod.tfvars", HERE / "behind-cdn.tfvars"],
        variables={"hosted_zone_id": zone, "image_tag": stage.FIRST_TAG},
    )
    with phase("apply an environment behind CloudFront"):
        root.init("-backend-config=env/prod.s3.tfbackend", f"-backend-config=bucket={state_bucket}")
        root.apply()
    return root


@pytest.fixture(scope="module")
def account(behind_cdn):
    """In place of the account that the other files share."""
    return Account(behind_cdn.environment, stage.NAME, behind_cdn.outputs())


def origin_of(account):
    (origin,) = account.distribution["DistributionConfig"]["Origins"]["Items"]
    return origin


def behavior_of(account):
    return account.distribution["DistributionConfig"]["DefaultCacheBehavior"]


def sent_header(account):
    (header,) = origin_of(account)["CustomHeaders"]["Items"]
    return header["HeaderName"], header["HeaderValue"]


def required_header(account):
    (rule,) = account.listener_rules
    (condition,) = rule["Conditions"]
    return condition["HttpHeaderConfig"]


def test_the_distribution_leads_to_the_load_balancer_by_https(account):
    origin = origin_of(account)
    assert origin["DomainName"] == account.load_balancer["DNSName"]
    custom = origin["CustomOriginConfig"]
    assert custom["OriginProtocolPolicy"] == "https-only"
    assert custom["OriginSslProtocols"]["Items"] == ["TLSv1.2"]


def test_cloudfront_closes_idle_connections_first_and_waits_for_slow_responses(account):
    custom = origin_of(account)["CustomOriginConfig"]
    idle = int(account.load_balancer_attributes["idle_timeout.timeout_seconds"])
    assert custom["OriginKeepaliveTimeout"] < idle
    assert custom["OriginReadTimeout"] > 2 * 15


def test_nothing_is_cached_and_every_header_and_query_reaches_the_load_balancer(account):
    behavior = behavior_of(account)
    assert behavior["CachePolicyId"] == CACHING_DISABLED
    assert behavior["OriginRequestPolicyId"] == ALL_VIEWER
    assert behavior["Compress"] is False


def test_errors_are_not_cached_either(account):
    errors = account.distribution["DistributionConfig"]["CustomErrorResponses"]["Items"]
    assert {e["ErrorCode"] for e in errors if e["ErrorCachingMinTTL"] == 0} == CACHED_ERRORS
    assert not any(e.get("ResponsePagePath") for e in errors)


def test_all_methods_are_allowed_by_https_only(account):
    behavior = behavior_of(account)
    assert set(behavior["AllowedMethods"]["Items"]) == {
        "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"
    }
    assert behavior["ViewerProtocolPolicy"] == "https-only"


def test_http_3_and_ipv6_are_served(account):
    config = account.distribution["DistributionConfig"]
    assert (config["Enabled"], config["IsIPV6Enabled"], config["HttpVersion"]) == (
        True, True, "http2and3"
    )


def test_the_domain_name_has_a_certificate_of_us_east_1(account):
    config = account.distribution["DistributionConfig"]
    assert config["Aliases"]["Items"] == ["streams.example.com"]
    certificate = config["ViewerCertificate"]
    assert account.certificates_of_cdn == {certificate["ACMCertificateArn"]: "streams.example.com"}
    assert certificate["MinimumProtocolVersion"] == "TLSv1.2_2021"


def test_the_load_balancer_has_a_certificate_of_the_same_name(account):
    (certificate,) = account.listeners[443]["Certificates"]
    assert account.certificates == {certificate["CertificateArn"]: "streams.example.com"}


def test_the_domain_name_leads_to_the_distribution(account):
    aliases = {
        kind: record["AliasTarget"]["DNSName"].rstrip(".")
        for (kind, name), record in account.dns_records.items()
        if name == "streams.example.com."
    }
    assert aliases == dict.fromkeys(("A", "AAAA"), account.distribution["DomainName"])


def test_only_cloudfronts_addresses_reach_the_load_balancer(account):
    assert account.traffic(account.entrance_group, "ingress") == {("tcp", 443, 443, CLOUDFRONT)}


def test_the_load_balancer_answers_others_with_403(account):
    (action,) = account.listeners[443]["DefaultActions"]
    assert action["Type"] == "fixed-response"
    assert action["FixedResponseConfig"]["StatusCode"] == "403"


def test_the_load_balancer_requires_the_secret_that_cloudfront_sends(account):
    header, secret = sent_header(account)
    required = required_header(account)
    assert required["HttpHeaderName"] == header == "x-streamgate-cdn-secret"
    assert secret in required["Values"]
    # Two different ones, to replace one while the other one is in use.
    assert sorted(len(value) for value in set(required["Values"])) == [36, 36]


def test_requests_with_the_secret_are_forwarded_to_the_tasks(account):
    (rule,) = account.listener_rules
    (action,) = rule["Actions"]
    assert action["Type"] == "forward"
    assert action["TargetGroupArn"] == account.target_group["TargetGroupArn"]


def test_the_viewer_is_before_cloudfront_in_the_header(account):
    assert account.container_environment["STREAMGATE_TRUSTED_PROXIES"] == "2"


def test_the_web_acl_does_not_limit_cloudfronts_addresses(account):
    assert account.web_acl_of_load_balancer == account.name
    assert "requests-of-an-address" not in [rule["Name"] for rule in account.web_acl["Rules"]]


def test_the_url_is_the_distributions(account):
    assert account.outputs["url"] == "https://streams.example.com"
    assert account.outputs["cloudfront_domain_name"] == account.distribution["DomainName"]
    assert account.outputs["cloudfront_distribution_id"] == account.distribution["Id"]


def test_a_plan_may_read_this_distribution_only(account):
    allowed = [s for s in statements(account.plan_policy) if "cloudfront:" in str(s["Action"])]
    assert [s["Resource"] for s in allowed] == [account.distribution["ARN"]]


def test_the_distribution_is_tagged(account):
    assert account.distribution_tags == {
        "Name": account.name, "Project": "streamgate", "Environment": "prod", "ManagedBy": "terraform"
    }


NAMED = requirements_of.named_tests(files=(__name__,))


@pytest.fixture(scope="module")
def failing_already(account):
    """The tests that fail already. Also reads the account, so that its copies read nothing more."""
    return requirements_of.failing(account, NAMED)


@pytest.fixture(scope="module")
def secrets(account):
    return required_header(account)["Values"]


@pytest.fixture(scope="module")
def rotated(behind_cdn, secrets, phase):
    """What an apply prints that replaces the secret that is not in use, and has CloudFront send it."""
    replace = '-replace=module.cdn[0].terraform_data.secret["b"]'
    behind_cdn.variables["cloudfront_secret"] = "b"
    with phase("rotate the secret"):
        return behind_cdn.printed("apply", "-auto-approve", replace)


def test_the_account_behind_cloudfront_fails_no_test(failing_already):
    assert failing_already == set()


def test_every_test_behind_cloudfront_has_a_defect():
    assert set(SPOILS) == set(NAMED)


@pytest.mark.parametrize("name", sorted(SPOILS))
def test_each_defect_behind_cloudfront_fails_only_its_own_test(account, failing_already, name):
    spoilt = account.spoilt()
    SPOILS[name](spoilt)
    assert requirements_of.failing(spoilt, NAMED) - failing_already == {name} - failing_already


def test_a_second_plan_behind_cloudfront_has_no_changes(behind_cdn, account, phase):
    with phase("plan behind CloudFront again"):
        status, output = behind_cdn.plan()
    assert status == 0, output


def test_a_secret_is_replaced_while_the_other_one_is_in_use(rotated, account, secrets):
    now = account.again()
    new = sent_header(now)[1]
    assert new not in secrets
    assert set(required_header(now)["Values"]) == {sent_header(account)[1], new}


def test_no_plan_shows_a_secret(behind_cdn, rotated, account, secrets, phase):
    with phase("plan a destroy"):
        printed = behind_cdn.printed("plan", "-destroy")
    known = {*secrets, sent_header(account.again())[1]}
    assert not [secret for secret in known if secret in printed or secret in rotated]
    assert "module.cdn[0].terraform_data.secret" in printed


def test_the_environment_behind_cloudfront_is_destroyed_without_leftovers(
    rotated, behind_cdn, account, state_bucket, phase
):
    with phase("destroy the environment behind CloudFront"):
        behind_cdn.destroy()
    left = {k: found for k, found in leftovers.of(behind_cdn.environment).items() if found}
    left.pop("task definitions", None)
    assert left == {"buckets": [state_bucket]}
    now = account.again()
    assert (now.distributions, now.certificates_of_cdn, now.dns_records) == ([], {}, {})
