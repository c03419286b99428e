"""The commands of modules/service/README.md, which make and replace keys in Secrets Manager."""

import base64
import hashlib
import pathlib
import re
import subprocess

import pytest

README = pathlib.Path(__file__).resolve().parent.parent / "modules/service/README.md"
SECONDS = 120  # of one block on a busy machine
TOKEN_KEYS = "streamgate-prod/token-keys"
CHECKOUT = "streamgate-prod/back-ends/checkout"


def blocks(heading):
    """The commands below a heading of the second level."""
    _, _, after = README.read_text().partition(f"\n## {heading}\n")
    return re.findall(r"^```sh\n(.*?)^```$", after.partition("\n## ")[0], re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def execute(everything):
    """Executes commands against the simulator. Returns what they print."""

    def executed(commands):
        run = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            env=everything.environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        assert run.returncode == 0, f"{commands}\n{run.stderr}"
        return run.stdout

    return executed


@pytest.fixture
def value(account):
    def read(secret):
        return account.client("secretsmanager").get_secret_value(SecretId=secret)["SecretString"]

    return read


def ids(keys):
    """The ids of token keys, in order. Each key must have 32 bytes."""
    pairs = [key.split(":") for key in keys.split(",")]
    assert [len(base64.b64decode(key, validate=True)) for _, key in pairs] == [32] * len(pairs)
    return [name for name, _ in pairs]


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


@pytest.fixture(scope="module")
def token_keys(execute):
    """Makes the secret. Returns its ARN, as printed."""
    make, _ = blocks("Keys of stream tokens")
    return execute(make).strip()


def test_a_token_key_is_made_and_its_arn_is_printed(token_keys, value, account):
    described = account.client("secretsmanager").describe_secret(SecretId=TOKEN_KEYS)
    assert token_keys == described["ARN"]
    assert ids(value(TOKEN_KEYS)) == ["k1"]


def test_a_token_key_is_replaced_in_three_steps(token_keys, value, execute):
    _, replace = blocks("Keys of stream tokens")
    steps = re.findall(r'^\|[^|]*\| `(".*")` \|', README.read_text(), re.MULTILINE)
    stored = [value(TOKEN_KEYS)]
    for step in steps:
        execute(re.sub(r"^new=.*$", lambda _: f"new={step}", replace, flags=re.MULTILINE))
        stored.append(value(TOKEN_KEYS))
    assert [ids(keys) for keys in stored] == [["k1"], ["k1", "k2"], ["k2", "k1"], ["k2"]]
    first, both, turned, second = (set(keys.split(",")) for keys in stored)
    assert first | second == both == turned


def test_the_first_step_is_the_one_in_the_commands(token_keys):
    _, replace = blocks("Keys of stream tokens")
    (new,) = re.findall(r"^new=(.*)$", replace, re.MULTILINE)
    assert f"| first | `{new}` |" in README.read_text()


def test_a_back_ends_key_is_made_and_replaced_with_the_hashes_that_streamgate_needs(value, execute):
    make, *replace = blocks("Keys of back ends")
    entry = execute(make).strip().splitlines()[-1]
    before = value(CHECKOUT)
    assert entry == f"checkout:{digest(before)}"
    entry = execute("".join(replace)).strip().splitlines()[0]
    assert entry == f"checkout:{digest(value(CHECKOUT))}"
    assert value(CHECKOUT) != before
