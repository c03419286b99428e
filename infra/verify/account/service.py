"""The service and its load balancer in the account."""

from .base import Reading, section


class Service(Reading):
    """Cluster, service, task definition, load balancer."""

    @section
    def cluster(self):
        (cluster,) = self.client("ecs").describe_clusters(
            clusters=[self.name], include=["SETTINGS", "CONFIGURATIONS", "TAGS"]
        )["clusters"]
        return cluster

    @section
    def service(self):
        (service,) = self.client("ecs").describe_services(
            cluster=self.name, services=[self.name]
        )["services"]
        return service

    @section
    def task_definition(self):
        return self.client("ecs").describe_task_definition(
            taskDefinition=self.service["taskDefinition"]
        )["taskDefinition"]

    @property
    def containers(self):
        return {c["name"]: c for c in self.task_definition["containerDefinitions"]}

    @property
    def container(self):
        return self.containers["streamgate"]

    @property
    def container_environment(self):
        return {e["name"]: e["value"] for e in self.container["environment"]}

    @property
    def container_secrets(self):
        return {s["name"]: s["valueFrom"] for s in self.container["secrets"]}

    @section
    def load_balancer(self):
        (balancer,) = self.all("elbv2", "describe_load_balancers", "LoadBalancers")
        return balancer

    @section
    def load_balancer_attributes(self):
        attributes = self.client("elbv2").describe_load_balancer_attributes(
            LoadBalancerArn=self.load_balancer["LoadBalancerArn"]
        )["Attributes"]
        return {a["Key"]: a["Value"] for a in attributes}

    @section
    def target_group(self):
        (group,) = self.all("elbv2", "describe_target_groups", "TargetGroups")
        return group

    @section
    def target_group_attributes(self):
        attributes = self.client("elbv2").describe_target_group_attributes(
            TargetGroupArn=self.target_group["TargetGroupArn"]
        )["Attributes"]
        return {a["Key"]: a["Value"] for a in attributes}

    @section
    def listeners(self):
        found = self.all(
            "elbv2", "describe_listeners", "Listeners",
            LoadBalancerArn=self.load_balancer["LoadBalancerArn"],
        )
        return {listener["Port"]: listener for listener in found}

    @section
    def certificates(self):
        """The domain name of each certificate, by its ARN."""
        found = self.all("acm", "list_certificates", "CertificateSummaryList")
        return {c["CertificateArn"]: c["DomainName"] for c in found}

    @section
    def dns_records(self):
        """The records of the only hosted zone, by type and name, without those that every zone has."""
        (zone,) = self.all("route53", "list_hosted_zones", "HostedZones")
        found = self.all(
            "route53", "list_resource_record_sets", "ResourceRecordSets", HostedZoneId=zone["Id"]
        )
        return {(r["Type"], r["Name"]): r for r in found if r["Type"] not in ("NS", "SOA")}

    # Two groups of the deployment, each identified by the resource that uses it

    @property
    def entrance_group(self):
        (group,) = self.load_balancer["SecurityGroups"]
        return group

    @property
    def tasks_group(self):
        (group,) = self.service["networkConfiguration"]["awsvpcConfiguration"]["securityGroups"]
        return group
