"""Permissions. The tests read the policy documents, because the simulator allows everything."""

import stage
import tokens
from account.access import grants, statements
from account.base import as_list

TABLE_ACTIONS = [
    "dynamodb:DeleteItem",
    "dynamodb:DescribeTable",
    "dynamodb:DescribeTimeToLive",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:UpdateItem",
]

# Actions that AWS cannot limit to a resource, according to its service authorization reference.
UNSCOPABLE = {
    "application-autoscaling:DescribeScalableTargets",
    "application-autoscaling:DescribeScalingPolicies",
    "application-autoscaling:DescribeScheduledActions",
    "ecr:GetAuthorizationToken",
    "ecs:DeregisterTaskDefinition",
    "ecs:DescribeTaskDefinition",
    "kms:ListAliases",
}
UNSCOPABLE_READS = ("ec2:Describe", "elasticloadbalancing:Describe")
SCOPABLE_ALL_THE_SAME = {"ec2:DescribeVpcAttribute"}


def can_be_scoped(action):
    if action in SCOPABLE_ALL_THE_SAME:
        return True
    return action not in UNSCOPABLE and not action.startswith(UNSCOPABLE_READS)


def task_role(account):
    return account.role_of(account.task_definition["taskRoleArn"])


def execution_role(account):
    return account.role_of(account.task_definition["executionRoleArn"])


def trusted(role):
    """Who may assume a role, and under which conditions."""
    return [
        (kind, principal, s.get("Condition", {}))
        for s in statements(role["trust"])
        if s["Effect"] == "Allow"
        for kind, principals in s["Principal"].items()
        for principal in as_list(principals)
    ]


def test_the_task_has_only_the_permissions_of_the_store_on_its_table(account):
    assert grants(task_role(account)) == [(TABLE_ACTIONS, [account.table["TableArn"]], {})]


def secrets_of_tasks(account):
    return [account.secrets[name] for name in (stage.SIGNING, stage.OTHERS)]


def test_the_execution_role_pulls_the_image_reads_the_secrets_and_writes_the_log_and_nothing_else(account):
    repository = account.repository["repositoryArn"]
    log = account.log_groups[f"/ecs/{account.name}"]["arn"].removesuffix(":*")
    granted = {
        (action, resource)
        for actions, resources, _ in grants(execution_role(account))
        for action in actions
        for resource in resources
    }
    assert granted == {
        ("ecr:GetAuthorizationToken", "*"),
        ("ecr:BatchCheckLayerAvailability", repository),
        ("ecr:BatchGetImage", repository),
        ("ecr:GetDownloadUrlForLayer", repository),
        ("logs:CreateLogStream", f"{log}:*"),
        ("logs:PutLogEvents", f"{log}:*"),
        *(("secretsmanager:GetSecretValue", secret) for secret in secrets_of_tasks(account)),
    }


def test_only_tasks_of_this_account_can_assume_their_roles(account):
    number = account.task_definition["taskDefinitionArn"].split(":")[4]
    for role in (task_role(account), execution_role(account)):
        ((kind, principal, condition),) = trusted(role)
        assert (kind, principal) == ("Service", "ecs-tasks.amazonaws.com")
        assert condition["StringEquals"]["aws:SourceAccount"] == number


def test_no_role_has_a_wildcard_resource_if_the_action_can_be_scoped(account):
    loose = [
        (name, action)
        for name, role in account.roles.items()
        for actions, resources, _ in grants(role)
        if "*" in resources
        for action in actions
        if can_be_scoped(action)
    ]
    assert loose == []


def test_no_role_has_wildcard_or_excluded_actions(account):
    for name, role in account.roles.items():
        for document in role["policies"].values():
            for statement in statements(document):
                assert "NotAction" not in statement and "NotResource" not in statement, name
                stars = [a for a in as_list(statement["Action"]) if a == "*" or a.endswith(":*")]
                assert stars == [], name


def test_roles_can_be_passed_to_ecs_tasks_only(account):
    ours = {task_role(account)["arn"], execution_role(account)["arn"]}
    for name, role in account.roles.items():
        for actions, resources, condition in grants(role):
            if "iam:PassRole" in actions:
                assert set(resources) <= ours, name
                passed = as_list(condition["StringEquals"]["iam:PassedToService"])
                assert passed == ["ecs-tasks.amazonaws.com"], name


def test_no_role_can_be_assumed_by_anybody(account):
    for name, role in account.roles.items():
        for kind, principal, condition in trusted(role):
            assert principal != "*", name
            assert kind == "Service" or condition, name


def test_services_can_assume_roles_for_this_account_only(account):
    for name, role in account.roles.items():
        for kind, _, condition in trusted(role):
            if kind == "Service":
                assert "aws:SourceAccount" in condition.get("StringEquals", {}), name


def test_flow_logs_of_this_account_write_to_their_group_only(account):
    role = account.roles[f"{account.name}-flow-logs"]
    here = f"{account.region}:{role['arn'].split(':')[4]}"
    ((kind, principal, condition),) = trusted(role)
    assert (kind, principal) == ("Service", "vpc-flow-logs.amazonaws.com")
    assert condition["ArnLike"] == {"aws:SourceArn": f"arn:aws:ec2:{here}:vpc-flow-log/*"}
    group = f"arn:aws:logs:{here}:log-group:/vpc/{account.name}"
    assert grants(role) == [
        (
            ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            [group, f"{group}:*"],
            {},
        ),
        (["logs:DescribeLogGroups"], [f"arn:aws:logs:{here}:log-group:*"], {}),
    ]


def reachable(account, service):
    """The resources that an endpoint leads to."""
    document = account.endpoint_policies[service]
    return [r for s in statements(document) for r in as_list(s["Resource"])]


def test_the_gateway_endpoints_allow_only_the_table_and_image_layers(account):
    assert reachable(account, "dynamodb") == [account.table["TableArn"]]
    assert reachable(account, "s3") == [
        f"arn:aws:s3:::prod-{account.region}-starport-layer-bucket/*"
    ]


def test_the_interface_endpoints_allow_only_the_repository_and_the_log(account):
    log = account.log_groups[f"/ecs/{account.name}"]["arn"].removesuffix(":*")
    assert reachable(account, "logs") == [f"{log}:*"]
    for service in ("ecr.api", "ecr.dkr"):
        assert reachable(account, service) == [account.repository["repositoryArn"], "*"]
        (everywhere,) = [
            s for s in statements(account.endpoint_policies[service]) if s["Resource"] == "*"
        ]
        assert everywhere["Action"] == "ecr:GetAuthorizationToken"


def test_the_endpoint_of_secrets_manager_allows_only_the_secrets_of_the_tasks(account):
    (statement,) = statements(account.endpoint_policies["secretsmanager"])
    assert as_list(statement["Action"]) == ["secretsmanager:GetSecretValue"]
    assert sorted(statement["Resource"]) == sorted(secrets_of_tasks(account))


def test_github_deploys_from_the_one_repository_and_branch(account):
    (provider,) = account.oidc_providers
    assert provider.endswith(":oidc-provider/token.actions.githubusercontent.com")
    assert account.oidc_providers[provider]["ClientIDList"] == ["sts.amazonaws.com"]
    role = account.roles[f"{account.name}-github-deploy"]
    assert tokens.accepted(role["trust"]) == [(tokens.NAMED, "environment:prod")]
    ((kind, principal, condition),) = trusted(role)
    assert (kind, principal) == ("Federated", provider)
    assert condition == {
        "StringEquals": {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": "repo:example/streamgate:environment:prod",
        }
    }


def test_github_plans_for_pull_requests_of_the_one_repository(account):
    trust = account.roles[f"{account.name}-github-plan"]["trust"]
    assert tokens.accepted(trust) == [(tokens.NAMED, "pull_request")]
    assert not tokens.admits(trust, tokens.token(tokens.NAMED, "pull_request", audience="elsewhere"))


def test_github_may_push_an_image_and_roll_the_service(account):
    may = {
        (action, resource)
        for actions, resources, _ in grants(account.roles[f"{account.name}-github-deploy"])
        for action in actions
        for resource in resources
    }
    arn = account.task_definition["taskDefinitionArn"]
    assert {
        ("ecr:GetAuthorizationToken", "*"),
        ("ecr:PutImage", account.repository["repositoryArn"]),
        ("ecs:RegisterTaskDefinition", f"{arn.rpartition(':')[0]}:*"),
        ("ecs:UpdateService", account.service["serviceArn"]),
        ("iam:PassRole", task_role(account)["arn"]),
        ("iam:PassRole", execution_role(account)["arn"]),
    } <= may


def test_no_resource_policy_allows_other_accounts(account):
    """Buckets, topics and keys: a statement for `*` denies, or is limited to this account."""
    documents = {
        **{n: b["policy"] for n, b in account.buckets.items()},
        **account.topic_policies,
        **{n: k["policy"] for n, k in account.keys.items()},
    }
    for name, document in documents.items():
        for s in statements(document):
            strangers = s["Principal"] == "*" or "*" in as_list(s["Principal"].get("AWS", []))
            assert s["Effect"] == "Deny" or not strangers, name
