package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamgate.config.aws.Aws;
import io.streamgate.config.events.EventSettings;
import io.streamgate.config.identity.OperatorSettings;
import io.streamgate.config.identity.StreamTokenSettings;
import io.streamgate.events.CloudEvents;
import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.forwarded.AddressHeader;
import io.streamgate.identity.forwarded.TrustedProxies;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.plans.PlansSource;
import io.streamgate.policy.Pace.OnStoreFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigTest {

  private static final OperatorSettings NO_OPERATORS =
      new OperatorSettings(HashedSecrets.none(), null);

  private static final Path NO_FILE = Path.of("there-is-no-such-file");

  private static Config read(String... namesAndValues) throws InvalidConfig {
    return Config.read(environment(namesAndValues), NO_FILE);
  }

  private static Map<String, String> environment(String... namesAndValues) {
    var environment = new HashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return environment;
  }

  @Test
  void nothingSetGivesTheDefaults() throws Exception {
    assertThat(read())
        .isEqualTo(
            new Config(
                new Config.Http(
                    "0.0.0.0",
                    8080,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(75),
                    10_000,
                    List.of(),
                    List.of(),
                    List.of()),
                new Config.Management("127.0.0.1", 9090, List.of(), NO_OPERATORS),
                new Config.Storage(
                    Config.Store.SQLITE,
                    Path.of("./data"),
                    Duration.ofDays(1),
                    false,
                    1_000,
                    Duration.ofDays(90),
                    65_536,
                    OnStoreFailure.REFUSE),
                new Config.TableConfig(
                    null,
                    false,
                    false,
                    Config.Renewal.PAST_HALF,
                    Duration.ofMillis(400),
                    Duration.ofSeconds(2),
                    1000),
                new Config.Streams(
                    new Limit.AtMost(3),
                    AtLimit.REFUSE,
                    Duration.ofSeconds(90),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(15),
                    60,
                    600),
                new PlansSource.OfSettings(),
                new Config.ViewerIdentity(
                    Config.IdentityMode.FORWARDED,
                    AddressHeader.FORWARDED_FOR,
                    new TrustedProxies.Counted(1),
                    64,
                    HashedSecrets.none(),
                    new StreamTokenSettings(Duration.ofDays(1), null),
                    null),
                new Aws(Aws.Environment.DEV, null, null, null),
                new Config.Shutdown(Duration.ZERO, Duration.ofSeconds(8)),
                new Config.Log(Config.LogFormat.AUTO, 1_048_576, Config.LogViewers.PLAIN),
                new EventSettings(EventSettings.Lines.NONE, null, CloudEvents.Viewers.HASHED)));
  }

  @Test
  void everySettingIsReadFromTheEnvironment() throws Exception {
    var config =
        Config.read(
            Map.ofEntries(
                Map.entry("PORT", "0"),
                Map.entry("HOST", "::1"),
                Map.entry("STREAMGATE_STORE", "memory"),
                Map.entry("STREAMGATE_DATA_DIR", "/var/lib/streamgate"),
                Map.entry("DYNAMO_TABLE_NAME", "My_streams.2-a"),
                Map.entry("STREAMGATE_CREATE_TABLE", "true"),
                Map.entry("STREAMGATE_SINGLE_WRITER_REGION", "true"),
                Map.entry("STREAMGATE_ENVIRONMENT", "prod"),
                Map.entry("dev_aws_profile", "tinkering"),
                Map.entry("prod_aws_profile", "serving"),
                Map.entry("AWS_REGION", "eu-central-1"),
                Map.entry("AWS_ENDPOINT_URL", "http://localhost:8000"),
                Map.entry("STREAMGATE_LIMIT", "1000"),
                Map.entry("STREAMGATE_AT_LIMIT", "evict-idle"),
                Map.entry("STREAMGATE_LEASE", "PT3S"),
                Map.entry("STREAMGATE_HEARTBEAT_INTERVAL", "PT1S"),
                Map.entry("STREAMGATE_RENEW", "always"),
                Map.entry("STREAMGATE_HISTORY_RETENTION", "P3650D"),
                Map.entry("STREAMGATE_HISTORY_PER_VIEWER", "10"),
                Map.entry("STREAMGATE_AUDIT_RETENTION", "P1D"),
                Map.entry("STREAMGATE_STARTS_PER_MINUTE", "0"),
                Map.entry("STREAMGATE_CHANGES_PER_MINUTE", "1000000"),
                Map.entry("STREAMGATE_IDENTITY", "forwarded"),
                Map.entry("STREAMGATE_ADDRESS_HEADER", "True-Client-IP"),
                Map.entry("STREAMGATE_TRUSTED_PROXIES", "32"),
                Map.entry("STREAMGATE_IPV6_PREFIX", "56"),
                Map.entry("STREAMGATE_CORS_ORIGINS", "https://a.example, https://b.example"),
                Map.entry("STREAMGATE_CORS_HEADERS", "X-App-Version, x-tenant"),
                Map.entry("STREAMGATE_ALLOWED_HOSTS", "TV.example., *"),
                Map.entry("STREAMGATE_MANAGEMENT_ALLOWED_HOSTS", "streamgate_1"),
                Map.entry("STREAMGATE_ON_STORE_FAILURE", "admit"),
                Map.entry("STREAMGATE_MANAGEMENT_HOST", "localhost"),
                Map.entry("STREAMGATE_MANAGEMENT_PORT", "65535"),
                Map.entry("STREAMGATE_QUEUE_SIZE", "1"),
                Map.entry("STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT", "PT0.05S"),
                Map.entry("STREAMGATE_DYNAMODB_CALL_TIMEOUT", "PT14S"),
                Map.entry("STREAMGATE_DYNAMODB_IN_FLIGHT", "50000"),
                Map.entry("STREAMGATE_MAX_CONNECTIONS", "1000000"),
                Map.entry("STREAMGATE_HEADER_TIMEOUT", "PT0.1S"),
                Map.entry("STREAMGATE_REQUEST_TIMEOUT", "PT0.2S"),
                Map.entry("STREAMGATE_IDLE_TIMEOUT", "PT1H"),
                Map.entry("STREAMGATE_DRAIN_DELAY", "PT1M"),
                Map.entry("STREAMGATE_LEAVE_GRACE", "PT2S"),
                Map.entry("STREAMGATE_SHUTDOWN_TIMEOUT", "PT9S"),
                Map.entry("STREAMGATE_LOG", "json"),
                Map.entry("STREAMGATE_EVENTS", "stdout"),
                Map.entry("STREAMGATE_EVENT_VIEWERS", "plain"),
                Map.entry("STREAMGATE_LOG_QUEUE", "1024"),
                Map.entry("STREAMGATE_LOG_VIEWERS", "hashed")),
            NO_FILE);

    assertThat(config)
        .isEqualTo(
            new Config(
                new Config.Http(
                    "::1",
                    0,
                    Duration.ofMillis(100),
                    Duration.ofMillis(200),
                    Duration.ofHours(1),
                    1_000_000,
                    List.of("https://a.example", "https://b.example"),
                    List.of("x-app-version", "x-tenant"),
                    List.of("tv.example", "*")),
                new Config.Management("localhost", 65_535, List.of("streamgate_1"), NO_OPERATORS),
                new Config.Storage(
                    Config.Store.MEMORY,
                    Path.of("/var/lib/streamgate"),
                    Duration.ofDays(3650),
                    true,
                    10,
                    Duration.ofDays(1),
                    1,
                    OnStoreFailure.ADMIT),
                new Config.TableConfig(
                    "My_streams.2-a",
                    true,
                    true,
                    Config.Renewal.ALWAYS,
                    Duration.ofMillis(50),
                    Duration.ofSeconds(14),
                    50_000),
                new Config.Streams(
                    new Limit.AtMost(1_000),
                    AtLimit.EVICT_IDLE,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    0,
                    1_000_000),
                new PlansSource.OfSettings(),
                new Config.ViewerIdentity(
                    Config.IdentityMode.FORWARDED,
                    new AddressHeader("true-client-ip"),
                    new TrustedProxies.Counted(32),
                    56,
                    HashedSecrets.none(),
                    new StreamTokenSettings(Duration.ofDays(1), null),
                    null),
                new Aws(
                    Aws.Environment.PROD,
                    "serving",
                    "eu-central-1",
                    URI.create("http://localhost:8000")),
                new Config.Shutdown(Duration.ofMinutes(1), Duration.ofSeconds(9)),
                new Config.Log(Config.LogFormat.JSON, 1024, Config.LogViewers.HASHED),
                new EventSettings(EventSettings.Lines.STDOUT, null, CloudEvents.Viewers.PLAIN)));
  }

  @Test
  void everyMistakeIsReportedAtOnceOnePerLine() {
    assertThat(
            catchThrowableOfType(
                InvalidConfig.class,
                () -> read("PORT", "http", "STREAMGATE_LEASES", "PT9S", "STREAMGATE_LIMIT", "-1")))
        .hasMessage(
            """
            PORT: cannot read 'http' as a port; use 0 to 65535
            STREAMGATE_LIMIT: cannot read '-1' as a limit; use 0 to 1000, or unlimited
            STREAMGATE_LEASES: unknown setting; did you mean STREAMGATE_LEASE?\
            """);
  }

  @Test
  void unlimitedIsItsOwnValueAndZeroIsNoneAtAll() throws Exception {
    assertThat(read("STREAMGATE_LIMIT", "unlimited").streams().limit())
        .isEqualTo(new Limit.Unlimited());
    assertThat(read("STREAMGATE_LIMIT", "0").streams().limit()).isEqualTo(new Limit.AtMost(0));
  }

  @Test
  void anEmptyValueIsAnUnsetOne() throws Exception {
    assertThat(read("PORT", "", "STREAMGATE_LIMIT", " ", "DYNAMO_TABLE_NAME", ""))
        .isEqualTo(read());
  }

  @Test
  void spacesAroundAValueAreNotPartOfIt() throws Exception {
    assertThat(read("PORT", " 8081 ").http().port()).isEqualTo(8081);
  }
}
