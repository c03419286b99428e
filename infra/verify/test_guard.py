"""The run itself: it calls nothing but the simulator, and aborts rather than reach an account."""

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
def test_an_endpoint_that_is_not_loopback_is_refused(endpoint):
    with pytest.raises(simulators.NotLoopback, match="aborting"):
        simulators.environment_for(endpoint, {})


def test_nothing_of_the_callers_aws_or_terraform_comes_along():
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


def test_a_terraform_settings_file_that_does_not_exist_is_not_asked_for(tmp_path):
    absent = str(tmp_path / "absent")
    assert "TF_CLI_CONFIG_FILE" not in simulators.clean({"TF_CLI_CONFIG_FILE": absent})
    present = tmp_path / "terraformrc"
    present.touch()
    assert simulators.clean({"TF_CLI_CONFIG_FILE": str(present)})["TF_CLI_CONFIG_FILE"]
