package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The valid values of each setting. */
final class ConfigValuesTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");

  private static List<String> mistakes(Map<String, String> environment) {
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(environment, NO_FILE));
    return thrown == null ? List.of() : thrown.mistakes();
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, 65536",
    "PORT, -1",
    "PORT, +80",
    "PORT, 080",
    "PORT, 8080.0",
    "PORT, 99999999999",
    "PORT, ٨٠٨٠",
    "STREAMGATE_MANAGEMENT_PORT, tcp://10.0.0.1:9090",
    "HOST, 0.0.0.0:8080",
    "HOST, http://localhost",
    "HOST, two words",
    "STREAMGATE_MANAGEMENT_HOST, [::1]",
    "STREAMGATE_LIMIT, 1001",
    "STREAMGATE_LIMIT, 03",
    "STREAMGATE_LIMIT, Unlimited",
    "STREAMGATE_STARTS_PER_MINUTE, 1000001",
    "STREAMGATE_CHANGES_PER_MINUTE, 1000001",
    "STREAMGATE_HISTORY_PER_VIEWER, 9",
    "STREAMGATE_HISTORY_PER_VIEWER, 100001",
    "STREAMGATE_TRUSTED_PROXIES, 0",
    "STREAMGATE_TRUSTED_PROXIES, 33",
    "STREAMGATE_IPV6_PREFIX, 47",
    "STREAMGATE_IPV6_PREFIX, 129",
    "STREAMGATE_QUEUE_SIZE, 0",
    "STREAMGATE_QUEUE_SIZE, 1048577",
    "STREAMGATE_LEASE, 90",
    "STREAMGATE_LEASE, 90s",
    "STREAMGATE_LEASE, PT24H0.001S",
    "STREAMGATE_LEASE, -PT90S",
    "STREAMGATE_LEASE, PT90.0001S",
    "STREAMGATE_HEARTBEAT_INTERVAL, PT0.999S",
    "STREAMGATE_HEARTBEAT_INTERVAL, PT8H0.001S",
    "STREAMGATE_HISTORY_RETENTION, PT9M59S",
    "STREAMGATE_HISTORY_RETENTION, P3651D",
    "STREAMGATE_MAX_CONNECTIONS, 0",
    "STREAMGATE_HEADER_TIMEOUT, PT2H",
    "STREAMGATE_REQUEST_TIMEOUT, PT2H",
    "STREAMGATE_IDLE_TIMEOUT, P1D",
    "STREAMGATE_DRAIN_DELAY, PT1M0.001S",
    "STREAMGATE_DRAIN_DELAY, PT-1S",
    "STREAMGATE_SHUTDOWN_TIMEOUT, PT9.001S",
    "STREAMGATE_STORE, SQLITE",
    "STREAMGATE_STORE, dynamo",
    "DYNAMO_TABLE_NAME, ab",
    "DYNAMO_TABLE_NAME, two words",
    "DYNAMO_TABLE_NAME, ströme",
    "DYNAMO_TABLE_NAME, eu/streams",
    "STREAMGATE_CREATE_TABLE, yes",
    "STREAMGATE_CREATE_TABLE, TRUE",
    "STREAMGATE_SINGLE_WRITER_REGION, no",
    "STREAMGATE_RENEW, past_half",
    "AWS_REGION, eu_central_1",
    "AWS_REGION, eu-central-1.evil.example",
    "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT, PT0.049S",
    "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT, PT10.001S",
    "STREAMGATE_DYNAMODB_CALL_TIMEOUT, PT0.099S",
    "STREAMGATE_DYNAMODB_CALL_TIMEOUT, PT14.001S",
    "STREAMGATE_DYNAMODB_IN_FLIGHT, 3",
    "STREAMGATE_DYNAMODB_IN_FLIGHT, 50001",
    "STREAMGATE_AT_LIMIT, evict_oldest",
    "STREAMGATE_ENVIRONMENT, staging",
    "STREAMGATE_LOG, xml",
    "STREAMGATE_IDENTITY, cookie",
    "STREAMGATE_ON_STORE_FAILURE, ignore"
  })
  void aValueOutsideTheBoundsIsOneMistakeThatSaysWhatToUse(String name, String value) {
    assertThat(mistakes(Map.of(name, value)))
        .singleElement()
        .asString()
        .startsWith(name + ": cannot ")
        .contains("'" + value + "'", "; use ");
  }

  @Test
  void aValueThatIsNotOfItsKindIsToldTheKindAndTheBounds() {
    assertThat(mistakes(Map.of("STREAMGATE_LEASE", "90")))
        .containsExactly(
            "STREAMGATE_LEASE: cannot read '90' as a duration;"
                + " use ISO-8601 such as PT90S, from PT1S to P1D");
    assertThat(mistakes(Map.of("STREAMGATE_LEASE", "P2D")))
        .containsExactly(
            "STREAMGATE_LEASE: cannot use 'P2D'; use whole milliseconds from PT1S to P1D");
    assertThat(mistakes(Map.of("STREAMGATE_AT_LIMIT", "kill")))
        .containsExactly(
            "STREAMGATE_AT_LIMIT: cannot read 'kill'; use refuse or evict-oldest or evict-idle");
  }
}
