"""Lists everything in an account that was created, by kind. A destroy must leave every kind empty."""

from account.base import client_of, pages

# kind: service, operation, list in the response, key of the name (None: the item is a name), arguments
LISTS = {
    "vpcs": ("ec2", "describe_vpcs", "Vpcs", "VpcId", {}),
    "subnets": ("ec2", "describe_subnets", "Subnets", "SubnetId", {}),
    "route tables": ("ec2", "describe_route_tables", "RouteTables", "RouteTableId", {}),
    "internet gateways": (
        "ec2", "describe_internet_gateways", "InternetGateways", "InternetGatewayId", {}
    ),
    "endpoints": ("ec2", "describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId", {}),
    "flow logs": ("ec2", "describe_flow_logs", "FlowLogs", "FlowLogId", {}),
    "security groups": ("ec2", "describe_security_groups", "SecurityGroups", "GroupId", {}),
    "load balancers": (
        "elbv2", "describe_load_balancers", "LoadBalancers", "LoadBalancerName", {}
    ),
    "certificates": ("acm", "list_certificates", "CertificateSummaryList", "DomainName", {}),
    "target groups": ("elbv2", "describe_target_groups", "TargetGroups", "TargetGroupName", {}),
    "clusters": ("ecs", "list_clusters", "clusterArns", None, {}),
    "task definitions": ("ecs", "list_task_definitions", "taskDefinitionArns", None, {}),
    "scalable targets": (
        "application-autoscaling", "describe_scalable_targets", "ScalableTargets", "ResourceId",
        {"ServiceNamespace": "ecs"},
    ),
    "scaling policies": (
        "application-autoscaling", "describe_scaling_policies", "ScalingPolicies", "PolicyName",
        {"ServiceNamespace": "ecs"},
    ),
    "schedules": (
        "application-autoscaling", "describe_scheduled_actions", "ScheduledActions",
        "ScheduledActionName", {"ServiceNamespace": "ecs"},
    ),
    "roles": ("iam", "list_roles", "Roles", "RoleName", {}),
    "policies": ("iam", "list_policies", "Policies", "PolicyName", {"Scope": "Local"}),
    "oidc providers": (
        "iam", "list_open_id_connect_providers", "OpenIDConnectProviderList", "Arn", {}
    ),
    "tables": ("dynamodb", "list_tables", "TableNames", None, {}),
    "repositories": ("ecr", "describe_repositories", "repositories", "repositoryName", {}),
    "log groups": ("logs", "describe_log_groups", "logGroups", "logGroupName", {}),
    "metric filters": ("logs", "describe_metric_filters", "metricFilters", "filterName", {}),
    "alarms": ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName", {}),
    "dashboards": ("cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName", {}),
    "topics": ("sns", "list_topics", "Topics", "TopicArn", {}),
    "subscriptions": ("sns", "list_subscriptions", "Subscriptions", "Endpoint", {}),
    "key aliases": ("kms", "list_aliases", "Aliases", "AliasName", {}),
    "keys": ("kms", "list_keys", "Keys", "KeyId", {}),
    "web acls": ("wafv2", "list_web_acls", "WebACLs", "Name", {"Scope": "REGIONAL"}),
    "pipelines": ("codepipeline", "list_pipelines", "pipelines", "name", {}),
    "builds": ("codebuild", "list_projects", "projects", None, {}),
    "buckets": ("s3", "list_buckets", "Buckets", "Name", {}),
}


def of(environment):
    """The names of all resources by kind, except those that AWS creates in every account."""

    def client(service):
        return client_of(environment["AWS_ENDPOINT_URL"], environment["AWS_REGION"], service)

    def is_ours(kind, item):
        match kind:
            case "vpcs":
                return not item["IsDefault"]
            case "subnets" | "route tables" | "security groups":
                return item["VpcId"] not in defaults
            case "endpoints":
                return item["State"].lower() not in ("deleting", "deleted")
            case "clusters":  # a deleted one is listed for a while
                (cluster,) = client("ecs").describe_clusters(clusters=[item])["clusters"]
                return cluster["status"] == "ACTIVE"
            case "keys":  # a destroyed key exists for some more days, but cannot be used
                about = client("kms").describe_key(KeyId=item["KeyId"])["KeyMetadata"]
                return item["KeyId"] not in managed and about["KeyState"] != "PendingDeletion"
            case "key aliases":
                return not item["AliasName"].startswith("alias/aws/")
        return True

    defaults = {v["VpcId"] for v in client("ec2").describe_vpcs()["Vpcs"] if v["IsDefault"]}
    aliases = client("kms").list_aliases()["Aliases"]
    managed = {a.get("TargetKeyId") for a in aliases if a["AliasName"].startswith("alias/aws/")}
    found = {}
    for kind, (service, operation, key, name, arguments) in LISTS.items():
        answers = pages(client(service), operation, arguments)
        items = [item for answer in answers for item in answer[key] if is_ours(kind, item)]
        found[kind] = [item[name] if name else item for item in items]
    return found
