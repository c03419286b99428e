package io.streamgate.config.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamgate.config.Config;
import io.streamgate.config.InvalidConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selection of the profile, region and endpoint. */
final class AwsReaderTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");

  private static List<String> mistakes(Map<String, String> environment) {
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(environment, NO_FILE));
    return thrown == null ? List.of() : thrown.mistakes();
  }

  private static Aws aws(Map<String, String> environment) throws InvalidConfig {
    return Config.read(environment, NO_FILE).aws();
  }

  @Test
  void theEnvironmentPicksTheProfile() throws Exception {
    assertThat(aws(Map.of("dev_aws_profile", "d", "prod_aws_profile", "p")).profile())
        .isEqualTo("d");
    assertThat(aws(Map.of("dev_aws_profile", "d", "STREAMGATE_ENVIRONMENT", "prod")).profile())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8000",
        "http://dynamodb:65535",
        "https://dynamodb.eu-central-1.amazonaws.com",
        "http://[::1]:8000"
      })
  void anEndpointIsASchemeAHostAndPerhapsAPort(String endpoint) throws Exception {
    assertThat(aws(Map.of("AWS_ENDPOINT_URL", endpoint)).endpoint())
        .isEqualTo(URI.create(endpoint));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8000",
        "localhost",
        "ftp://localhost",
        "http://",
        "http://localhost:8000/",
        "http://localhost:8000/dynamodb",
        "http://localhost:8000?a",
        "http://localhost:8000#a",
        "http://me@localhost:8000",
        "http://localhost:",
        "http://localhost:0",
        "http://localhost:65536",
        "http://dynamodb_local:8000",
        "http://two words"
      })
  void whatIsNoEndpointIsAMistake(String endpoint) {
    assertThat(mistakes(Map.of("AWS_ENDPOINT_URL", endpoint)))
        .containsExactly(
            "AWS_ENDPOINT_URL: cannot read '%s' as an endpoint;".formatted(endpoint)
                + " use http://host:port or https://host, without a path");
  }
}
