"""The network in the account."""

import json

from .base import Reading, section


class Network(Reading):
    """VPC, subnets, routes, endpoints and security groups."""

    @section
    def vpcs(self):
        return [v for v in self.all("ec2", "describe_vpcs", "Vpcs") if not v["IsDefault"]]

    @section
    def vpc(self):
        (vpc,) = self.vpcs
        return vpc

    def _of_vpc(self, operation, key, filter_name="vpc-id"):
        filters = [{"Name": filter_name, "Values": [self.vpc["VpcId"]]}]
        return self.all("ec2", operation, key, Filters=filters)

    @section
    def vpc_attributes(self):
        ec2 = self.client("ec2")
        names = ("enableDnsSupport", "enableDnsHostnames")
        answers = {
            n: ec2.describe_vpc_attribute(VpcId=self.vpc["VpcId"], Attribute=n) for n in names
        }
        return {n: answer[n[0].upper() + n[1:]]["Value"] for n, answer in answers.items()}

    @section
    def subnets(self):
        return self._of_vpc("describe_subnets", "Subnets")

    @section
    def route_tables(self):
        return self._of_vpc("describe_route_tables", "RouteTables")

    def routes_of(self, subnet):
        """The routes of a subnet: from its own table, otherwise from the main table."""
        own = main = None
        for table in self.route_tables:
            for association in table["Associations"]:
                if association.get("SubnetId") == subnet["SubnetId"]:
                    own = table
                if association.get("Main"):
                    main = table
        return (own or main)["Routes"]

    def is_public(self, subnet):
        return any(r.get("GatewayId", "").startswith("igw-") for r in self.routes_of(subnet))

    @section
    def endpoints(self):
        prefix = f"com.amazonaws.{self.region}."
        found = self._of_vpc("describe_vpc_endpoints", "VpcEndpoints")
        return {e["ServiceName"].removeprefix(prefix): e for e in found}

    @section
    def endpoint_policies(self):
        """The policies of the endpoints, which limit what tasks can reach in a service."""
        return {name: json.loads(e["PolicyDocument"]) for name, e in self.endpoints.items()}

    @section
    def nat_gateways(self):
        return [
            g for g in self.all("ec2", "describe_nat_gateways", "NatGateways")
            if g["State"] not in ("deleting", "deleted")
        ]

    @section
    def addresses(self):
        return self.all("ec2", "describe_addresses", "Addresses")

    @section
    def security_groups(self):
        return {g["GroupId"]: g for g in self._of_vpc("describe_security_groups", "SecurityGroups")}

    @section
    def security_rules(self):
        rules = self.all("ec2", "describe_security_group_rules", "SecurityGroupRules")
        return [r for r in rules if r["GroupId"] in self.security_groups]

    @section
    def flow_logs(self):
        return self.all("ec2", "describe_flow_logs", "FlowLogs")

    @section
    def prefix_lists(self):
        lists = self.all("ec2", "describe_managed_prefix_lists", "PrefixLists")
        prefix = f"com.amazonaws.{self.region}."
        return {p["PrefixListId"]: p["PrefixListName"].removeprefix(prefix) for p in lists}

    def traffic(self, group_id, direction):
        """The traffic that a group allows: {(protocol, first port, last port, the other side)}."""
        return {
            (r["IpProtocol"], r.get("FromPort"), r.get("ToPort"), self._other_side(r))
            for r in self.security_rules
            if r["GroupId"] == group_id and r["IsEgress"] == (direction == "egress")
        }

    def _other_side(self, rule):
        if "PrefixListId" in rule:
            return self.prefix_lists[rule["PrefixListId"]]
        if "ReferencedGroupInfo" in rule:
            return rule["ReferencedGroupInfo"]["GroupId"]
        return rule.get("CidrIpv4") or rule.get("CidrIpv6")
