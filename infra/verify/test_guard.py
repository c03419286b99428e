"""The test run itself: it calls the simulator only, and aborts if the endpoint could be a real account."""

import pytest
import simulator as simulators


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://dynamodb.eu-central-1.amazonaws.com",
        "http://169.254.169.254",
        "http://10.0.0.7:5000",
        "http://localhost:5000",  # a name, which could resolve to anything
        "https://127.0.0.1:5000",
        "",
    ],
)
def test_endpoints_other_than_loopback_are_rejected(endpoint):
    with pytest.raises(simulators.NotLoopback, match="aborting"):
        simulators.environment_for(endpoint, {})


def test_the_callers_variables_for_aws_and_terraform_are_dropped():
    caller = {
        "AWS_PROFILE": "prod",
        "AWS_ENDPOINT_URL_S3": "https://s3.amazonaws.com",
        "AWS_SESSION_TOKEN": "real",
        "dev_aws_profile": "mine",
        "TF_VAR_environment": "prod",
        "TF_CLI_ARGS": "-destroy",
        "TF_WORKSPACE": "other",
        "STREAMGATE_TF_STATE_BUCKET": "real-state",
        "TF_PLUGIN_DIR": "/plugins",
        "PATH": "/bin",
    }
    made = simulators.environment_for("http://127.0.0.1:5000", caller)
    assert not set(made) & (set(caller) - {"TF_PLUGIN_DIR", "PATH"})
    assert made["TF_PLUGIN_DIR"] == "/plugins"
    assert made["PATH"] == "/bin"
    assert made["AWS_ENDPOINT_URL"] == "http://127.0.0.1:5000"
    assert made["AWS_ACCESS_KEY_ID"] == made["AWS_SECRET_ACCESS_KEY"] == "test"
    assert made["AWS_REGION"] == made["AWS_DEFAULT_REGION"]


def test_a_missing_terraform_cli_configuration_is_ignored(tmp_path):
    absent = str(tmp_path / "absent")
    assert "TF_CLI_CONFIG_FILE" not in simulators.clean({"TF_CLI_CONFIG_FILE": absent})
    present = tmp_path / "terraformrc"
    present.touch()
    assert simulators.clean({"TF_CLI_CONFIG_FILE": str(present)})["TF_CLI_CONFIG_FILE"]
