"""Tokens of GitHub's jobs, and which of them a role's trust policy accepts when AWS evaluates it."""

import re

from account.access import statements
from account.base import as_list

ISSUER = "token.actions.githubusercontent.com"
AUDIENCE = "sts.amazonaws.com"

# Both forms of the repository in a subject: by name (everything.tfvars), and with ids (test_updates.py).
OWNER_ID, REPOSITORY_ID = "1234567", "987654321"
NAMED = "example/streamgate"
NUMBERED = f"example@{OWNER_ID}/streamgate@{REPOSITORY_ID}"

REPOSITORIES = (
    NAMED,
    NUMBERED,
    "example/other",
    "stranger/streamgate",  # a fork
    f"stranger@1/streamgate@{REPOSITORY_ID}",
    f"example@{OWNER_ID}/streamgate@2",  # deleted, and created again under the same name
    f"example@1/streamgate@{REPOSITORY_ID}",
    f"example@{REPOSITORY_ID}/streamgate@{OWNER_ID}",
    f"example@{OWNER_ID}/streamgate",
    f"example/streamgate@{REPOSITORY_ID}",
    f"example@{OWNER_ID}/renamed@{REPOSITORY_ID}",
    "stranger@1/streamgate@2",
)
JOBS = (
    "environment:prod",
    "environment:prod-infra",
    "environment:dev",
    "ref:refs/heads/main",
    "pull_request",
)


def token(repository, job, audience=AUDIENCE):
    return {f"{ISSUER}:aud": audience, f"{ISSUER}:sub": f"repo:{repository}:{job}"}


def accepted(trust):
    """All jobs of all repositories whose tokens are accepted."""
    return [(of, job) for of in REPOSITORIES for job in JOBS if admits(trust, token(of, job))]


def admits(trust, claims):
    """Whether a document allows assuming the role with these claims, and no statement denies it."""
    effects = [s["Effect"] for s in statements(trust) if concerns(s, claims)]
    return "Allow" in effects and "Deny" not in effects


def concerns(statement, claims):
    providers = as_list(statement["Principal"].get("Federated", []))
    return (
        any(provider.endswith(f":oidc-provider/{ISSUER}") for provider in providers)
        and "sts:AssumeRoleWithWebIdentity" in as_list(statement["Action"])
        and all(
            any(OPERATORS[operator](value, claims.get(claim)) for value in as_list(values))
            for operator, wanted in statement.get("Condition", {}).items()
            for claim, values in wanted.items()
        )
    )


def is_like(pattern, text):
    """AWS's patterns: `*` stands for any characters, `?` for one."""
    parts = {"*": ".*", "?": "."}
    expression = "".join(parts.get(letter, re.escape(letter)) for letter in pattern)
    return text is not None and re.fullmatch(expression, text, re.DOTALL) is not None


# Other operators are not supported here and fail the test.
OPERATORS = {"StringEquals": lambda value, claim: value == claim, "StringLike": is_like}
