"""The simulator's side of the stand-ins: users, roles and their trust, and what the account contains afterwards."""

import base64
import json
import os
import pathlib
import sys

import boto3

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "infra/verify"))
import simulator
import tokens

NAME = "streamgate-dev"
NOBODY = ":user/moto"  # whom the simulator takes the owner of unknown keys for


def client(service, **keys):
    endpoint = os.environ["AWS_ENDPOINT_URL"]
    simulator.refuse_unless_loopback(endpoint)
    given = keys or {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    return boto3.client(service, endpoint_url=endpoint, region_name=simulator.REGION, **given)


def assume_with_token(arn, repository, job):
    """The temporary keys for a job of GitHub, or None if the role does not trust its token."""
    claims = tokens.token(repository, job)
    if not tokens.admits(trust_of(arn), claims):
        return None
    answer = client("sts").assume_role_with_web_identity(
        RoleArn=arn, RoleSessionName="GitHubActions", WebIdentityToken=unsigned(claims))
    return exported(answer["Credentials"])


def build():
    """The environment of CodeBuild's project: the variables that Terraform set, and its role's temporary keys."""
    (project,) = client("codebuild").batch_get_projects(names=[NAME])["projects"]
    trusted = [s["Principal"]["Service"] for s in tokens.statements(trust_of(project["serviceRole"]))]
    if "codebuild.amazonaws.com" not in trusted:
        raise AssertionError(f"CodeBuild may not assume {project['serviceRole']}: {trusted}")
    answer = client("sts").assume_role(RoleArn=project["serviceRole"], RoleSessionName="AWSCodeBuild")
    variables = {each["name"]: each["value"] for each in project["environment"]["environmentVariables"]}
    return variables | exported(answer["Credentials"]) | {
        "AWS_REGION": simulator.REGION, "AWS_DEFAULT_REGION": simulator.REGION}


def trust_of(arn):
    return client("iam").get_role(RoleName=arn.rpartition("/")[2])["Role"]["AssumeRolePolicyDocument"]


def unsigned(claims):
    """The claims as a token. The simulator does not read it."""
    payload = {name.rpartition(":")[2]: value for name, value in claims.items()}
    parts = [json.dumps(part).encode() for part in ({"alg": "none"}, payload)]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."


def exported(credentials):
    return {
        "AWS_ACCESS_KEY_ID": credentials["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": credentials["SecretAccessKey"],
        "AWS_SESSION_TOKEN": credentials["SessionToken"],
    }


def keys_of_a_user(key, secret):
    """The keys as exported, or None if they are nobody's."""
    if not key or not secret:
        return None
    keys = {"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret}
    return None if caller(keys).endswith(NOBODY) else keys


def caller(environment):
    """Whom the account sees behind the keys in an environment."""
    keys = {name.lower(): environment.get(name.upper())
            for name in ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")}
    return client("sts", **keys).get_caller_identity()["Arn"]


def deployer():
    """Creates the user of docs/DEPLOYING.md, and returns its keys as GitHub's secrets."""
    iam, name = client("iam"), f"{NAME}-deployer"
    iam.create_user(UserName=name)
    for policy in ("deploy", "plan"):
        iam.attach_user_policy(UserName=name, PolicyArn=f"arn:aws:iam::123456789012:policy/{NAME}-{policy}")
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return {"AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}


def role(which):
    return f"arn:aws:iam::123456789012:role/{NAME}-github-{which}"


def image():
    """The tag of the image that the service runs."""
    ecs = client("ecs")
    (service,) = ecs.describe_services(cluster=NAME, services=[NAME])["services"]
    definition = ecs.describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
    return definition["containerDefinitions"][0]["image"].rpartition(":")[2]


def retention():
    """The days for which the tasks' log is kept, which the tests change."""
    (group,) = client("logs").describe_log_groups(logGroupNamePrefix="/ecs/streamgate-dev")["logGroups"]
    return group["retentionInDays"]
