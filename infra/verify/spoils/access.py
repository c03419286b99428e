"""Defects of permissions."""

import stage

from .service import put

STRANGER = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "*", "Resource": "*"}


def statements_of(account, role):
    return next(iter(account.roles[f"{account.name}-{role}"]["policies"].values()))["Statement"]


def listed(statement, key):
    if not isinstance(statement[key], list):
        statement[key] = [statement[key]]
    return statement[key]


def the_task_may_scan(account):
    listed(statements_of(account, "task")[0], "Action").append("dynamodb:Scan")


def the_execution_role_reads_another_secret(account):
    for statement in statements_of(account, "execution"):
        if "secretsmanager:GetSecretValue" in statement["Action"]:
            listed(statement, "Resource").append(account.secrets[stage.CHECKOUT])


def tasks_of_any_account_assume_the_role(account):
    trust = account.roles[f"{account.name}-task"]["trust"]["Statement"][0]
    trust["Condition"]["StringEquals"]["aws:SourceAccount"] = "999999999999"


def more(account, **statement):
    """Adds a statement to the pipeline's role, which no test checks completely."""
    statements_of(account, "pipeline").append({"Effect": "Allow", **statement})


def the_pipeline_may_put_anywhere(account):
    more(account, Action="s3:PutObject", Resource="*")


def the_pipeline_may_do_anything_with_a_queue(account):
    more(account, Action="sqs:*", Resource="arn:aws:sqs:eu-central-1:123456789012:one")


def the_pipeline_passes_roles_to_anything(account):
    role = account.roles[f"{account.name}-task"]["arn"]
    to = {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}
    more(account, Action="iam:PassRole", Resource=role, Condition=to)


def a_role_is_open(account):
    trust = account.roles[f"{account.name}-pipeline"]["trust"]
    trust["Statement"].append({"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:*"})


def pipelines_of_any_account_assume_the_role(account):
    account.roles[f"{account.name}-pipeline"]["trust"]["Statement"][0]["Condition"] = {}


def the_flow_log_writes_elsewhere(account):
    statement = statements_of(account, "flow-logs")[0]
    listed(statement, "Resource").append("arn:aws:logs:eu-central-1:123456789012:log-group:/other")


def the_endpoint_leads_to_every_table(account):
    document = account.endpoint_policies["dynamodb"]
    document["Statement"][0]["Resource"] = "*"


def the_endpoint_leads_to_every_registry(account):
    document = account.endpoint_policies["ecr.dkr"]
    document["Statement"][0]["Resource"] = "*"


def the_endpoint_leads_to_another_secret(account):
    statement = account.endpoint_policies["secretsmanager"]["Statement"][0]
    listed(statement, "Resource").append(account.secrets[stage.CHECKOUT])


def every_job_assumes(role):
    def spoil(account):
        conditions = account.roles[f"{account.name}-github-{role}"]["trust"]["Statement"][0]["Condition"]
        del conditions["StringEquals"]["token.actions.githubusercontent.com:sub"]
        conditions["StringLike"] = {
            "token.actions.githubusercontent.com:sub": "repo:example/streamgate:*"
        }

    return spoil


def github_cannot_roll(account):
    for document in account.roles[f"{account.name}-github-deploy"]["policies"].values():
        for statement in document["Statement"]:
            if "iam:PassRole" in statement["Action"]:
                statement["Resource"] = listed(statement, "Resource")[:1]


def strangers_read_the_state(account):
    account.buckets[account.state_bucket]["policy"]["Statement"].append(STRANGER)


def the_pipeline_cannot_start_the_build(account):
    for statement in statements_of(account, "pipeline"):
        if "codebuild:StartBuild" in statement["Action"]:
            statement["Action"] = ["codebuild:BatchGetBuilds"]


def documents_of_the_build(account):
    return account.roles[f"{account.name}-build"]["policies"].values()


def the_build_cannot_log(account):
    for document in documents_of_the_build(account):
        for statement in document["Statement"]:
            if "logs:PutLogEvents" in statement["Action"]:
                statement["Resource"] = "arn:aws:logs:eu-central-1:123456789012:log-group:/other:*"


def github_may_more_than_the_build(account):
    backup = {"Action": "dynamodb:DescribeBackup", "Resource": account.table["TableArn"]}
    statements_of(account, "github-deploy").append({"Effect": "Allow", **backup})


def anybody_reads_the_sources(account):
    name = account.pipeline["artifactStore"]["location"]
    account.buckets[name]["blocked"]["BlockPublicPolicy"] = False


SPOILS = {
    "test_the_task_has_only_the_permissions_of_the_store_on_its_table": the_task_may_scan,
    "test_the_execution_role_pulls_the_image_reads_the_secrets_and_writes_the_log_and_nothing_else": (
        the_execution_role_reads_another_secret
    ),
    "test_only_tasks_of_this_account_can_assume_their_roles": tasks_of_any_account_assume_the_role,
    "test_no_role_has_a_wildcard_resource_if_the_action_can_be_scoped": the_pipeline_may_put_anywhere,
    "test_no_role_has_wildcard_or_excluded_actions": (
        the_pipeline_may_do_anything_with_a_queue
    ),
    "test_roles_can_be_passed_to_ecs_tasks_only": the_pipeline_passes_roles_to_anything,
    "test_no_role_can_be_assumed_by_anybody": a_role_is_open,
    "test_services_can_assume_roles_for_this_account_only": (
        pipelines_of_any_account_assume_the_role
    ),
    "test_flow_logs_of_this_account_write_to_their_group_only": the_flow_log_writes_elsewhere,
    "test_the_gateway_endpoints_allow_only_the_table_and_image_layers": (
        the_endpoint_leads_to_every_table
    ),
    "test_the_interface_endpoints_allow_only_the_repository_and_the_log": (
        the_endpoint_leads_to_every_registry
    ),
    "test_the_endpoint_of_secrets_manager_allows_only_the_secrets_of_the_tasks": (
        the_endpoint_leads_to_another_secret
    ),
    "test_github_deploys_from_the_one_repository_and_branch": every_job_assumes("deploy"),
    "test_github_plans_for_pull_requests_of_the_one_repository": every_job_assumes("plan"),
    "test_github_may_push_an_image_and_roll_the_service": github_cannot_roll,
    "test_no_resource_policy_allows_other_accounts": strangers_read_the_state,
    "test_the_pipeline_takes_the_branch_from_the_connection": put(
        "pipeline", "stages", 0, "actions", 0, "configuration", "BranchName", value="feature"
    ),
    "test_the_pipeline_builds_the_fetched_sources": put(
        "pipeline", "stages", 1, "actions", 0, "inputArtifacts", value=[{"name": "other"}]
    ),
    "test_the_build_runs_the_repositorys_own_file_and_can_build_an_image": put(
        "builds", "streamgate-prod", "source", "buildspec", value="version: 0.2"
    ),
    "test_the_pipelines_role_fetches_the_sources_and_starts_the_build": (
        the_pipeline_cannot_start_the_build
    ),
    "test_the_builds_role_logs_reads_the_sources_and_deploys": the_build_cannot_log,
    "test_the_pipeline_has_the_permissions_of_githubs_role": github_may_more_than_the_build,
    "test_the_pipelines_sources_are_kept_private": anybody_reads_the_sources,
}
