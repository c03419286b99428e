"""Preconditions outside Terraform: a certificate, and images in the repository."""

import json

from account.base import client_of

# Names that follow from everything.tfvars with env/prod.tfvars, and the commits of two images.
NAME = "streamgate-prod"
STATE = "streamgate/prod/terraform.tfstate"
FIRST_TAG = "0a1b2c3d4e5f"
SECOND_TAG = "5e4d3c2b1a0f"


def client(environment, service):
    return client_of(environment["AWS_ENDPOINT_URL"], environment["AWS_REGION"], service)


def certificate(environment, domain):
    """Requests a certificate for the domain, as an operator does by hand. Returns its ARN."""
    acm = client(environment, "acm")
    return acm.request_certificate(DomainName=domain)["CertificateArn"]


def push_image(environment, repository, tag):
    """Pushes an image without layers. The simulator does not start images."""
    manifest = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
        "config": {
            "mediaType": "application/vnd.docker.container.image.v1+json",
            "size": 7023,
            "digest": "sha256:" + tag.encode().hex().ljust(64, "0")[:64],
        },
        "layers": [],
    }
    client(environment, "ecr").put_image(
        repositoryName=repository, imageManifest=json.dumps(manifest), imageTag=tag
    )


def state(environment, bucket, key):
    """The state of a root, as stored in its backend."""
    return json.loads(client(environment, "s3").get_object(Bucket=bucket, Key=key)["Body"].read())
