"""moto_server, with the calls of the Terraform AWS provider that moto 5.2 lacks.

The server listens on a free port of 127.0.0.1, prints the port on its first line, and exits when its
standard input is closed, so that a killed test leaves no server behind.
"""

import datetime
import json
import logging
import os
import sys
import threading

import moto_cdn  # noqa: F401
import moto_network  # noqa: F401
import moto_table  # noqa: F401
from moto import settings
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse as AppScaling
from moto.codebuild import responses as codebuild
from moto.codebuild.models import CodeBuildBackend
from moto.codepipeline.responses import CodePipelineResponse as CodePipeline
from moto.core.utils import camelcase_to_underscores
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ecs.models import ecs_backends
from moto.ecs.responses import EC2ContainerServiceResponse as Ecs
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

# Application Auto Scaling has no tagging in moto: ListTagsForResource raises NotImplementedError,
# moto responds with 500, and the provider retries for minutes.
_tags: dict[str, dict[str, str]] = {}
_register = AppScaling.register_scalable_target


def register_scalable_target(self):
    body = _register(self)
    _bring_into_range(self)
    tags = self._get_param("Tags")
    if tags:
        _tags.setdefault(json.loads(body)["ScalableTargetARN"], {}).update(tags)
    return body


def _bring_into_range(self):
    """Like AWS, moves the count of a running service into the target's range on registration."""
    if self._get_param("ServiceNamespace") != "ecs":
        return
    resource = self._get_param("ResourceId")
    target = self.applicationautoscaling_backend.targets["ecs:service:DesiredCount"][resource]
    _, cluster, name = resource.split("/")
    service = ecs_backends[self.current_account][self.region].services[f"{cluster}:{name}"]
    _settle(service, min(max(service.desired_count, target.min_capacity), target.max_capacity))


def list_tags_for_resource(self):
    return json.dumps({"Tags": _tags.get(self._get_param("ResourceARN"), {})})


def tag_resource(self):
    _tags.setdefault(self._get_param("ResourceARN"), {}).update(self._get_param("Tags"))
    return "{}"


def untag_resource(self):
    for key in self._get_param("TagKeys"):
        _tags.get(self._get_param("ResourceARN"), {}).pop(key, None)
    return "{}"


for f in (register_scalable_target, list_tags_for_resource, tag_resource, untag_resource):
    setattr(AppScaling, f.__name__, f)

# ACM: moto issues a certificate after a minute, whether or not its record exists.
settings.ACM_VALIDATION_WAIT = 0

# ECS: CreateService drops the capacity provider strategy and other settings, and
# reports launchType EC2; the provider then wants to replace the service.
_KEPT = (
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
)
_create_service = Ecs.create_service
_update_service = Ecs.update_service


def _settle(service, count):
    """Sets the number of running tasks to the desired one, because moto starts no tasks."""
    service.desired_count = service.running_count = count
    service.pending_count = 0
    for deployment in service.deployments:
        deployment.update(
            desiredCount=count,
            runningCount=count,
            pendingCount=0,
            rolloutState="COMPLETED",
            taskDefinition=service.task_definition,
        )


def update_service(self):
    result = _update_service(self)
    _settle(result.result["service"], result.result["service"].desired_count)
    return result


def create_service(self):
    result = _create_service(self)
    service = result.result["service"]
    for param in _KEPT:
        value = self._get_param(param)
        if value is not None:
            setattr(service, camelcase_to_underscores(param), value)
    if self._get_param("capacityProviderStrategy"):
        service.launch_type = None
        for deployment in service.deployments:
            deployment.update(
                launchType=None, capacityProviderStrategy=service.capacity_provider_strategy
            )
    _settle(service, service.desired_count)
    return result


Ecs.create_service = create_service
Ecs.update_service = update_service

# EC2: a security group rule's description is only kept for CIDR sources.
_rule_init = SecurityGroupRule.__init__


def rule_init(self, *args, **kwargs):
    _rule_init(self, *args, **kwargs)
    prefix_list = kwargs.get("prefix_list_id") or (args[7] if len(args) > 7 else None)
    self._prefix_description = (prefix_list or {}).get("Description")


SecurityGroupRule.__init__ = rule_init
SecurityGroupRule.description = property(
    lambda self: (
        self.ip_range.get("Description")
        or self.source_group.get("Description")
        or self._prefix_description
    )
)

# S3: moto ignores the conditions of a bucket policy, so a policy that denies requests without TLS
# denies all requests.
def get_permission(self, action, resource):
    if self.policy is None:
        return PermissionResult.NEUTRAL
    document = json.loads(self.policy.decode())
    document["Statement"] = [s for s in document["Statement"] if "Condition" not in s]
    return IAMPolicy(json.dumps(document)).is_action_permitted(action, resource)


FakeBucket.get_permission = get_permission


# CodeBuild: moto requires a location even if source and artifacts are those of CODEPIPELINE.
def _relaxed(check):
    def wrapper(part):
        check(part if part["type"] != "CODEPIPELINE" else {**part, "location": "codepipeline"})

    return wrapper


codebuild._validate_required_params_source = _relaxed(codebuild._validate_required_params_source)
codebuild._validate_required_params_artifacts = _relaxed(
    codebuild._validate_required_params_artifacts
)

# CodeBuild: moto deletes a project by its name only, but the provider passes its ARN.
_delete_project = CodeBuildBackend.delete_project


def delete_project(self, project_name):
    _delete_project(self, project_name.rpartition("project/")[2])


CodeBuildBackend.delete_project = delete_project

# CodePipeline: moto writes the times in the metadata as ISO text; the protocol requires epoch seconds.
_get_pipeline = CodePipeline.get_pipeline


def get_pipeline(self):
    body = json.loads(_get_pipeline(self))
    for key in ("created", "updated"):
        text = body["metadata"].get(key)
        if isinstance(text, str):
            moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
            body["metadata"][key] = moment.timestamp()
    return json.dumps(body)


CodePipeline.get_pipeline = get_pipeline

# A call that moto does not support raises an exception and becomes a 500, which the provider
# retries 25 times. A 501 is not retried: the apply fails immediately and names the missing call.
_dispatch = DomainDispatcherApplication.__call__


def dispatch(self, environ, start_response):
    try:
        return _dispatch(self, environ, start_response)
    except Exception as error:  # noqa: BLE001
        target = environ.get("HTTP_X_AMZ_TARGET") or environ.get("PATH_INFO")
        print(f"moto cannot answer {target}: {error!r}", file=sys.stderr)
        body = json.dumps({"__type": "NotImplemented", "message": f"{target}: {error}"}).encode()
        start_response("501 Not Implemented", [("Content-Type", "application/x-amz-json-1.1")])
        return [body]


DomainDispatcherApplication.__call__ = dispatch


def exit_with_input():
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, application, threaded=True)
    os.environ["MOTO_PORT"] = str(server.port)
    print(server.port, flush=True)
    threading.Thread(target=exit_with_input, daemon=True).start()
    server.serve_forever()
