"""Permissions in the account."""

from .base import Reading, as_list, section


class Access(Reading):
    """All roles with their documents, and all resource policies."""

    @section
    def policy_arns(self):
        found = self.all("iam", "list_policies", "Policies", Scope="Local")
        return {policy["PolicyName"]: policy["Arn"] for policy in found}

    @section
    def roles(self):
        """Each role by its name: `trust` and `policies`, which is name to document."""
        iam = self.client("iam")
        found = {}
        for role in self.all("iam", "list_roles", "Roles"):
            name = role["RoleName"]
            inline = iam.list_role_policies(RoleName=name)["PolicyNames"]
            policies = {
                p: iam.get_role_policy(RoleName=name, PolicyName=p)["PolicyDocument"]
                for p in inline
            }
            attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
            for policy in attached:
                policies[policy["PolicyArn"]] = self._document(iam, policy["PolicyArn"])
            found[name] = {
                "arn": role["Arn"],
                "trust": role["AssumeRolePolicyDocument"],
                "policies": policies,
            }
        return found

    @staticmethod
    def _document(iam, arn):
        version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        answer = iam.get_policy_version(PolicyArn=arn, VersionId=version)
        return answer["PolicyVersion"]["Document"]

    def role_of(self, arn):
        (role,) = [r for r in self.roles.values() if r["arn"] == arn]
        return role

    @section
    def secrets(self):
        """The ARN of each secret by its name, without the environment's name."""
        found = self.all("secretsmanager", "list_secrets", "SecretList")
        return {s["Name"].removeprefix(f"{self.name}/"): s["ARN"] for s in found}

    @section
    def oidc_providers(self):
        iam = self.client("iam")
        arns = [p["Arn"] for p in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]]
        return {a: iam.get_open_id_connect_provider(OpenIDConnectProviderArn=a) for a in arns}


def statements(document):
    return as_list(document["Statement"])


def grants(role):
    """A role's permissions: a list of (actions, resources, condition), one per statement."""
    return [
        (
            sorted(as_list(s["Action"])),
            sorted(as_list(s["Resource"])),
            s.get("Condition", {}),
        )
        for document in role["policies"].values()
        for s in statements(document)
        if s["Effect"] == "Allow"
    ]


def actions_on(role, resource):
    """The actions a role may take on exactly this resource."""
    return sorted(
        action
        for actions, resources, _ in grants(role)
        if resource in resources
        for action in actions
    )
