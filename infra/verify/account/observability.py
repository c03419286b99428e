"""Monitoring in the account."""

import json

from .base import Reading, section


class Observability(Reading):
    """Dashboards, topics and keys. Alarms are in the section of scaling, which also uses alarms."""

    @section
    def dashboards(self):
        cloudwatch = self.client("cloudwatch")
        names = [
            d["DashboardName"]
            for d in self.all("cloudwatch", "list_dashboards", "DashboardEntries")
        ]
        return {
            n: json.loads(cloudwatch.get_dashboard(DashboardName=n)["DashboardBody"]) for n in names
        }

    @section
    def topics(self):
        sns = self.client("sns")
        arns = [t["TopicArn"] for t in self.all("sns", "list_topics", "Topics")]
        return {a: sns.get_topic_attributes(TopicArn=a)["Attributes"] for a in arns}

    @section
    def topic_policies(self):
        return {arn: json.loads(topic["Policy"]) for arn, topic in self.topics.items()}

    @section
    def subscriptions(self):
        return self.all("sns", "list_subscriptions", "Subscriptions")

    @section
    def keys(self):
        """Each customer key by its ARN, with its policy and rotation."""
        kms = self.client("kms")
        found = {}
        for key in self.all("kms", "list_keys", "Keys"):
            about = kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
            if about["KeyManager"] != "CUSTOMER" or about["KeyState"] == "PendingDeletion":
                continue
            policy = kms.get_key_policy(KeyId=key["KeyId"], PolicyName="default")["Policy"]
            found[key["KeyArn"]] = {
                "policy": json.loads(policy),
                "rotated": kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"],
            }
        return found
