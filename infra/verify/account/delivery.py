"""Deployments in the account."""

import json

from .base import Reading, section


class Delivery(Reading):
    """Pipeline, builds and the bucket between them; the web ACL of the load balancer."""

    @section
    def pipeline(self):
        (found,) = self.all("codepipeline", "list_pipelines", "pipelines")
        return self.client("codepipeline").get_pipeline(name=found["name"])["pipeline"]

    def stage(self, name):
        (stage,) = [s for s in self.pipeline["stages"] if s["name"] == name]
        return stage

    @section
    def builds(self):
        names = self.all("codebuild", "list_projects", "projects")
        found = self.client("codebuild").batch_get_projects(names=names)["projects"]
        return {project["name"]: project for project in found}

    @section
    def buckets(self):
        """All buckets by name, with their access settings."""
        s3 = self.client("s3")
        return {
            b["Name"]: {
                "blocked": s3.get_public_access_block(Bucket=b["Name"])[
                    "PublicAccessBlockConfiguration"
                ],
                "policy": json.loads(s3.get_bucket_policy(Bucket=b["Name"])["Policy"]),
                "encryption": s3.get_bucket_encryption(Bucket=b["Name"])[
                    "ServerSideEncryptionConfiguration"
                ]["Rules"],
                "versioning": s3.get_bucket_versioning(Bucket=b["Name"]).get("Status"),
            }
            for b in s3.list_buckets()["Buckets"]
        }

    @section
    def state_bucket(self):
        """The bucket with the state of this environment."""
        key = f"streamgate/{self.name.rpartition('-')[2]}/terraform.tfstate"
        (bucket,) = [
            name for name in self.buckets
            if key in [o["Key"] for o in self.all("s3", "list_objects_v2", "Contents", Bucket=name)]
        ]
        return bucket

    @section
    def web_acl(self):
        wafv2 = self.client("wafv2")
        (acl,) = wafv2.list_web_acls(Scope="REGIONAL")["WebACLs"]
        return wafv2.get_web_acl(Name=acl["Name"], Id=acl["Id"], Scope="REGIONAL")["WebACL"]

    @section
    def web_acl_of_load_balancer(self):
        """The name of the load balancer's web ACL, if it has one."""
        answer = self.client("wafv2").get_web_acl_for_resource(
            ResourceArn=self.load_balancer["LoadBalancerArn"]
        )
        return answer.get("WebACL", {}).get("Name")
