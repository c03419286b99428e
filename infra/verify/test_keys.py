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
MADE = "q1_Z-9ab:" + base64.b64encode(bytes(range(32))).decode()  # as Streamgate makes it


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
def token_keys(execute, account):
    """Moves the key that Streamgate has made from the table to a secret. Returns what is printed."""
    row = {"pk": {"S": "keys"}, "sk": {"S": "stream-token"}, "secret": {"S": MADE}}
    account.client("dynamodb").put_item(TableName=account.name, Item=row)
    kept, _, store, _, *_ = blocks("Keys of stream tokens")
    return execute(kept + store).strip()


def test_the_key_in_the_table_is_moved_and_the_arn_is_printed(token_keys, value, account):
    described = account.client("secretsmanager").describe_secret(SecretId=TOKEN_KEYS)
    assert token_keys == described["ARN"]
    assert value(TOKEN_KEYS) == MADE


def test_a_new_key_has_the_date_as_its_id(execute):
    _, new, *_ = blocks("Keys of stream tokens")
    (name,) = ids(execute(new + 'printf %s "$key"'))
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", name)


def test_the_row_is_deleted(token_keys, execute, account):
    *_, delete, _, _, _ = blocks("Keys of stream tokens")
    execute(delete)
    key = {"pk": {"S": "keys"}, "sk": {"S": "stream-token"}}
    assert "Item" not in account.client("dynamodb").get_item(TableName=account.name, Key=key)


def test_a_token_key_is_replaced_in_three_steps_that_may_be_repeated(token_keys, value, execute):
    *_, add, sign, remove = blocks("Keys of stream tokens")

    def step(commands, name):
        execute(re.sub(r"^id=\d\S*", f"id={name}", commands, flags=re.MULTILINE))
        return value(TOKEN_KEYS)

    both = step(add, "unused")
    made, new = both.split(",")
    assert (made, ids(both)[1][:2]) == (MADE, "20")
    assert step(add, "unused") == both
    name = ids(both)[1]
    assert step(sign, "2020-01-01") == step(remove, "2020-01-01") == both
    assert step(sign, name) == step(sign, name) == f"{new},{made}"
    assert step(remove, name) == step(remove, name) == new


def test_an_operator_gets_a_token_of_which_streamgate_has_the_hash(value, execute):
    operator, _ = blocks("Operators")
    token, arn = execute(operator).split()
    assert value(arn) == f"ann:operate:{digest(token)}"
    assert re.fullmatch("[0-9a-f]{64}", token)


def test_the_webhook_gets_a_secret_as_standard_webhooks_has_it(value, execute):
    _, webhook = blocks("Operators")
    kind, _, secret = value(execute(webhook).strip()).partition("_")
    assert (kind, len(base64.b64decode(secret, validate=True))) == ("whsec", 32)


def test_a_back_ends_key_is_made_and_replaced_with_the_hashes_that_streamgate_needs(value, execute):
    make, *replace = blocks("Keys of back ends")
    entry = execute(make).strip().splitlines()[-1]
    before = value(CHECKOUT)
    assert entry == f"checkout:{digest(before)}"
    entry = execute("".join(replace)).strip().splitlines()[0]
    assert entry == f"checkout:{digest(value(CHECKOUT))}"
    assert value(CHECKOUT) != before
