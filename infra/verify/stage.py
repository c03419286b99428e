"""Preconditions outside Terraform: a hosted zone, a CDN's prefix list, and images in the repository."""

import json

from account.base import client_of

# Names that follow from everything.tfvars with env/prod.tfvars, and the commits of two images.
NAME = "streamgate-prod"
STATE = "streamgate/prod/terraform.tfstate"
FIRST_TAG = "0a1b2c3d4e5f"
SECOND_TAG = "5e4d3c2b1a0f"


def client(environment, service):
    return client_of(environment["AWS_ENDPOINT_URL"], environment["AWS_REGION"], service)


def hosted_zone(environment, domain):
    """Creates the hosted zone of a domain, as an operator does by hand. Returns its id."""
    route53 = client(environment, "route53")
    zone = route53.create_hosted_zone(Name=domain, CallerReference=domain)["HostedZone"]
    return zone["Id"].removeprefix("/hostedzone/")


def prefix_list(environment, name):
    """Creates a prefix list, as AWS provides for CloudFront. Returns its id."""
    ec2 = client(environment, "ec2")
    made = ec2.create_managed_prefix_list(PrefixListName=name, MaxEntries=55, AddressFamily="IPv4")
    return made["PrefixList"]["PrefixListId"]


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
