"""CodePipeline and CodeBuild, with roles that have the permissions they need."""

from account.access import actions_on, grants

CONNECTION = (
    "arn:aws:codeconnections:eu-central-1:123456789012:"
    "connection/12345678-abcd-abcd-abcd-123456789012"
)


def all_actions_of(role):
    return {action for actions, _, _ in grants(role) for action in actions}


def bucket_arn(account):
    return f"arn:aws:s3:::{account.pipeline['artifactStore']['location']}"


def test_the_pipeline_takes_the_branch_from_the_connection(account):
    (action,) = account.stage("Source")["actions"]
    assert action["actionTypeId"]["provider"] == "CodeStarSourceConnection"
    configuration = action["configuration"]
    assert configuration["ConnectionArn"] == CONNECTION
    assert configuration["FullRepositoryId"] == "example/streamgate"
    assert configuration["BranchName"] == "main"


def test_the_pipeline_builds_the_fetched_sources(account):
    (action,) = account.stage("Deploy")["actions"]
    (source,) = account.stage("Source")["actions"]
    assert action["actionTypeId"]["provider"] == "CodeBuild"
    assert action["configuration"]["ProjectName"] in account.builds
    assert action["inputArtifacts"] == source["outputArtifacts"]


def test_the_build_runs_the_repositorys_own_file_and_can_build_an_image(account):
    build = account.builds[account.name]
    assert build["source"]["type"] == "CODEPIPELINE"
    assert build["source"]["buildspec"] == "buildspec.yml"
    assert build["environment"]["privilegedMode"] is True
    variables = {v["name"]: v["value"] for v in build["environment"]["environmentVariables"]}
    assert variables["STREAMGATE_DEPLOY_ENVIRONMENT"] == "prod"
    assert variables["TF_STATE_BUCKET"] == account.state_bucket


def test_the_pipelines_role_fetches_the_sources_and_starts_the_build(account):
    role = account.role_of(account.pipeline["roleArn"])
    assert "codeconnections:UseConnection" in actions_on(role, CONNECTION)
    started = actions_on(role, account.builds[account.name]["arn"])
    assert {"codebuild:BatchGetBuilds", "codebuild:StartBuild"} <= set(started)
    kept = actions_on(role, f"{bucket_arn(account)}/*")
    assert {"s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"} <= set(kept)


def test_the_builds_role_logs_reads_the_sources_and_deploys(account):
    role = account.role_of(account.builds[account.name]["serviceRole"])
    log = account.log_groups[f"/codebuild/{account.name}"]["arn"].removesuffix(":*")
    assert actions_on(role, f"{log}:*") == ["logs:CreateLogStream", "logs:PutLogEvents"]
    assert "s3:GetObject" in actions_on(role, f"{bucket_arn(account)}/*")
    assert "ecr:PutImage" in actions_on(role, account.repository["repositoryArn"])
    assert "ecs:UpdateService" in actions_on(role, account.service["serviceArn"])


def test_the_pipeline_has_the_permissions_of_githubs_role(account):
    build = account.role_of(account.builds[account.name]["serviceRole"])
    github = account.roles[f"{account.name}-github-deploy"]
    assert all_actions_of(github) <= all_actions_of(build)


def test_the_pipelines_sources_are_kept_private(account):
    bucket = account.buckets[account.pipeline["artifactStore"]["location"]]
    assert set(bucket["blocked"].values()) == {True}
    assert bucket["encryption"]
    (statement,) = bucket["policy"]["Statement"]
    assert statement["Effect"] == "Deny"
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
