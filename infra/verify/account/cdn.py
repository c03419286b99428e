"""CloudFront in the account."""

from .base import Reading, client_of, section

HOME = "us-east-1"  # the region of CloudFront's certificates


class Cdn(Reading):
    """The distribution, its certificate, and the rules of the load balancer."""

    @section
    def distributions(self):
        found = self.client("cloudfront").list_distributions()["DistributionList"]
        return [item["Id"] for item in found.get("Items", [])]

    @section
    def distribution(self):
        """The only distribution, with its configuration."""
        (number,) = self.distributions
        return self.client("cloudfront").get_distribution(Id=number)["Distribution"]

    @section
    def distribution_tags(self):
        found = self.client("cloudfront").list_tags_for_resource(Resource=self.distribution["ARN"])
        return {tag["Key"]: tag["Value"] for tag in found["Tags"]["Items"]}

    @section
    def plan_policy(self):
        """What a plan may read."""
        return self._document(self.client("iam"), self.policy_arns[f"{self.name}-plan"])

    @section
    def certificates_of_cdn(self):
        """The domain name of each certificate in us-east-1, by its ARN."""
        acm = client_of(self.environment["AWS_ENDPOINT_URL"], HOME, "acm")
        found = acm.list_certificates()["CertificateSummaryList"]
        return {c["CertificateArn"]: c["DomainName"] for c in found}

    @section
    def listener_rules(self):
        """The rules of the listener for HTTPS, without its default action."""
        rules = self.client("elbv2").describe_rules(
            ListenerArn=self.listeners[443]["ListenerArn"]
        )["Rules"]
        return [rule for rule in rules if not rule["IsDefault"]]
