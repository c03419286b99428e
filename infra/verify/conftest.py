"""Fixtures of all tests: a simulator, a copy of infra/, and the state in a bucket.

All tests that only read share one apply. Tests that change the deployment run after them (see ORDER).
"""

import contextlib
import json
import os
import pathlib
import signal
import time

import pytest
import simulator as simulators
import stage
import terraform
from account import Account

HERE = pathlib.Path(__file__).resolve().parent
INFRA = HERE.parent

# The order of the test files: first those that read, then those that change, then those that destroy.
ORDER = (
    "test_files",
    "test_guard",
    "test_first_deployment",
    "test_order",
    "test_bootstrap",
    "test_network",
    "test_firewall",
    "test_service",
    "test_entrance",
    "test_scaling",
    "test_access",
    "test_data",
    "test_delivery",
    "test_observability",
    "test_outputs",
    "test_checks",
    "test_drift",
    "test_updates",
    "test_keys",
    "test_destroy",
    "test_smallest",
    "test_cdn",
    "test_existing_vpc",
)


def pytest_addoption(parser):
    parser.addoption(
        "--task-env",
        default=str(HERE / "target" / "task.env"),
        help="where the container's environment is written, as applied, for checks/image-check.sh",
    )


def pytest_configure(config):
    # boto3 runs in this process: it must not see the caller's profile or endpoint either.
    kept = simulators.clean(os.environ)
    for name in set(os.environ) - set(kept):
        del os.environ[name]
    # Every signal ends the run like Ctrl-C, so that started processes are stopped.
    for stop in terraform.STOPS:
        signal.signal(stop, end_once)


def end_once(*_):
    """Ignores further signals, so that they do not interrupt the shutdown."""
    for stop in terraform.STOPS:
        signal.signal(stop, signal.SIG_IGN)
    raise KeyboardInterrupt


def pytest_unconfigure():
    terraform.kill_all()


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: ORDER.index(item.module.__name__.rpartition(".")[2]))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    yield
    # A deployment that fails should fail one test, not every test that depends on it.
    if call.when == "setup" and call.excinfo:
        item.session.shouldstop = f"setup of {item.name} failed; skipping the rest"


@pytest.fixture(scope="session")
def phase(pytestconfig):
    """Prints how long a step took: `with phase("..."):` prints a line with the seconds at its end."""
    reporter = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    capture = pytestconfig.pluginmanager.get_plugin("capturemanager")

    @contextlib.contextmanager
    def measured(name):
        start = time.monotonic()
        done = "failed"
        try:
            yield
            done = "done"
        finally:
            seconds = time.monotonic() - start
            # Bypasses pytest's capturing, so that a pipeline's log shows the time of each step.
            with capture.global_and_fixture_disabled():
                reporter.ensure_newline()
                reporter.write_line(f"verify: {name}: {done} in {seconds:.1f} s")

    return measured


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("verify")


@pytest.fixture(scope="session")
def simulator(folder, phase):
    with phase("start the simulator"):
        server = simulators.Simulator(folder / "moto.log")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def infra(folder):
    """A copy of infra/, because Terraform writes next to its sources."""
    return terraform.copy_of(INFRA, folder / "infra")


class Bootstrap:
    """The bucket of the state. The apply that creates it may still be running."""

    def __init__(self, root):
        self.environment = root.environment
        self._root = root
        self._apply = root.begin_apply()

    def bucket(self):
        """The name of the bucket, as soon as it exists."""
        s3 = stage.client(self.environment, "s3")
        while not (buckets := s3.list_buckets()["Buckets"]) and self._apply.poll() is None:
            time.sleep(0.2)
        if not buckets:
            self.applied()  # raises with the reason
        return buckets[0]["Name"]

    def applied(self):
        """The root, after the apply has finished."""
        if self._apply:
            self._root.end_apply(self._apply)
            self._apply = None
        return self._root


@pytest.fixture(scope="session")
def bootstrap(simulator, infra):
    """Runs in the background, because the provider waits a minute for the bucket's lifecycle rules."""
    root = terraform.Terraform(infra / "bootstrap", simulator.environment)
    root.init()
    return Bootstrap(root)


@pytest.fixture(scope="session")
def state_bucket(bootstrap, phase):
    with phase("create the bucket of the state"):
        return bootstrap.bucket()


@pytest.fixture(scope="session")
def everything(simulator, infra, state_bucket, phase):
    """All optional parts, applied to an empty account, which has no image yet."""
    zone = stage.hosted_zone(simulator.environment, "example.com")
    root = terraform.Terraform(
        infra,
        simulator.environment,
        files=["env/prod.tfvars", HERE / "everything.tfvars"],
        variables={
            "hosted_zone_id": zone,
            "secrets": json.dumps(stage.secrets(simulator.environment)),
        },
    )
    with phase("apply everything, before the first image"):
        root.init("-backend-config=env/prod.s3.tfbackend", f"-backend-config=bucket={state_bucket}")
        root.apply()
    return root


@pytest.fixture(scope="session")
def before_image(everything):
    """The account before the first image."""
    account = Account(everything.environment, stage.NAME, everything.outputs())
    return account, account.service, account.all("ecs", "list_tasks", "taskArns", cluster=stage.NAME)


@pytest.fixture(scope="session")
def first_image(everything, before_image, phase):
    """The changes of the apply with the first image's tag."""
    stage.push_image(everything.environment, stage.NAME, stage.FIRST_TAG)
    with phase("apply the first image"):
        return everything.change(image_tag=stage.FIRST_TAG)


@pytest.fixture(scope="session")
def account(everything, first_image):
    """The account with all optional parts and a running service. Tests that read use this."""
    return Account(everything.environment, stage.NAME, everything.outputs())
