"""Preconditions outside Terraform: a hosted zone, a CDN's prefix list, a VPC, a key, secrets, and images."""

import ipaddress
import json

from account.base import client_of
from simulator import REGION

# Names that follow from everything.tfvars with env/prod.tfvars, and the commits of two images.
NAME = "streamgate-prod"
STATE = "streamgate/prod/terraform.tfstate"
FIRST_TAG = "0a1b2c3d4e5f"
SECOND_TAG = "5e4d3c2b1a0f"

# Secrets of the tasks, and one of a back end, which tasks must not read.
SIGNING, OTHERS, CHECKOUT = "verify/signing", "verify/others", "verify/checkout"


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


def existing_vpc(environment):
    """Creates a VPC with two zones and IPv6, as an operator has it. Returns the variable existing_vpc."""
    ec2 = client(environment, "ec2")
    made = ec2.create_vpc(CidrBlock="10.9.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]
    vpc = made["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    block = ipaddress.ip_network(made["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"])
    ipv6 = block.subnets(new_prefix=64)
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(VpcId=vpc, InternetGatewayId=gateway)
    subnets = {"public": [], "tasks": []}
    tables = {}
    for index, (kind, zone) in enumerate(
        [("public", "a"), ("public", "b"), ("tasks", "a"), ("tasks", "b"), ("tasks", "b")]
    ):
        extra = {"Ipv6CidrBlock": str(next(ipv6))} if kind == "public" else {}
        subnet = ec2.create_subnet(
            VpcId=vpc, CidrBlock=f"10.9.{index}.0/24", AvailabilityZone=f"{REGION}{zone}", **extra
        )["Subnet"]["SubnetId"]
        if kind not in tables:
            tables[kind] = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
        ec2.associate_route_table(RouteTableId=tables[kind], SubnetId=subnet)
        subnets[kind].append(subnet)
    for everywhere in ({"DestinationCidrBlock": "0.0.0.0/0"}, {"DestinationIpv6CidrBlock": "::/0"}):
        ec2.create_route(RouteTableId=tables["public"], GatewayId=gateway, **everywhere)
    return {
        "vpc_id": vpc,
        "public_subnet_ids": subnets["public"],
        "task_subnet_ids": subnets["tasks"],
        "endpoints": True,
        "task_route_table_ids": [tables["tasks"]],
    }


def network_in(environment, vpc):
    """Everything of the network in a VPC, to compare it before and after."""
    ec2 = client(environment, "ec2")
    filters = [{"Name": "vpc-id", "Values": [vpc]}]
    attached = [{"Name": "attachment.vpc-id", "Values": [vpc]}]
    return {
        "vpc": ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"],
        "subnets": ec2.describe_subnets(Filters=filters)["Subnets"],
        "routes": ec2.describe_route_tables(Filters=filters)["RouteTables"],
        "groups": ec2.describe_security_groups(Filters=filters)["SecurityGroups"],
        "gateways": ec2.describe_internet_gateways(Filters=attached)["InternetGateways"],
    }


def key(environment):
    """Creates a key of KMS, as an operator has it. Returns its ARN."""
    return client(environment, "kms").create_key()["KeyMetadata"]["Arn"]


def secret(environment, name, value, **key):
    """Creates a secret, as an operator does by hand. Returns its ARN."""
    made = client(environment, "secretsmanager").create_secret(Name=name, SecretString=value, **key)
    return made["ARN"]


def secrets(environment):
    """Creates two secrets for the tasks and one for a back end. Returns the variable secrets."""
    secret(environment, f"{NAME}/{CHECKOUT}", "a key of 256 bits")
    signing = secret(environment, f"{NAME}/{SIGNING}", "k1:c2VjcmV0")
    others = secret(environment, f"{NAME}/{OTHERS}", json.dumps({"back_ends": "checkout:00"}))
    return {
        "STREAMGATE_TOKEN_KEYS": signing,
        "STREAMGATE_BACKEND_KEYS": f"{others}:back_ends::",
    }


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
