package io.streamgate.endtoend.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.engines.DynamoEngine;
import io.streamgate.engines.EngineProcess;
import io.streamgate.testing.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A server that cannot use its table says why in one line, and promptly. */
@Tag("e2e")
@Execution(ExecutionMode.CONCURRENT)
final class TableStartTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String SECRET = "wJalrXUtnFEMI";

  private final EngineProcess engine = DynamoEngine.dynalite();
  private final String table = "streamgate-" + UUID.randomUUID();
  @TempDir Path folder;

  @Test
  void noRegionEndsWith1AndNamesTheSetting() {
    assertThat(lineOf(launch().with("AWS_REGION=")))
        .isEqualTo(
            "no AWS region in the environment or in the default credential chain: set AWS_REGION");
  }

  @Test
  void noCredentialsEndsWith1AndNamesWhatToSet() {
    assertThat(lineOf(launch().with("AWS_ACCESS_KEY_ID=", "AWS_SECRET_ACCESS_KEY=")))
        .isEqualTo(
            "no AWS credentials in the default credential chain: set AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY in the environment, or a profile");
  }

  @Test
  void theProfileOfTheEnvironmentGivesRegionAndCredentials() throws IOException {
    try (var server = withProfiles("dev_aws_profile=whole", "prod_aws_profile=nobody").start()) {
      assertThat(server.errorLines()).isEmpty();
    }
  }

  @Test
  void aProfileThatDoesNotExistEndsWith1AndItsName() throws IOException {
    assertThat(
            lineOf(
                withProfiles("dev_aws_profile=whole", "prod_aws_profile=nobody")
                    .with("STREAMGATE_ENVIRONMENT=prod", "STREAMGATE_CREATE_TABLE=false")
                    .with("AWS_REGION=eu-west-1")))
        .isEqualTo(
            "no AWS credentials in AWS profile 'nobody': add it with 'aws configure --profile"
                + " nobody', or name another");
  }

  @Test
  void aProfileWithoutCredentialsEndsWith1AndItsName() throws IOException {
    assertThat(lineOf(withProfiles("dev_aws_profile=region-only")))
        .startsWith("no AWS credentials in AWS profile 'region-only': ");
  }

  /** The message once told the operator to add the profile. */
  @Test
  void aProfileThatLeadsToCredentialsElsewhereEndsWith1AndSaysHow() throws IOException {
    var launch = withProfiles("dev_aws_profile=sso");
    Files.writeString(
        folder.resolve("config"),
        """
        [profile sso]
        region = eu-west-3
        sso_session = company
        sso_account_id = 123456789012
        sso_role_name = streamgate

        [sso-session company]
        sso_region = eu-west-3
        sso_start_url = https://company.awsapps.com/start
        """,
        StandardOpenOption.APPEND);

    assertThat(lineOf(launch))
        .startsWith("AWS profile 'sso' leads to credentials that")
        .contains("'aws configure export-credentials'");
  }

  /** The AWS SDK's stack trace was once printed. */
  @Test
  void aConfigurationFileThatIsNoneEndsWith1AndSaysWhere() throws IOException {
    Files.writeString(folder.resolve("config"), "region = eu-west-3\n");

    assertThat(lineOf(launch().with("AWS_CONFIG_FILE=config")))
        .startsWith("the AWS configuration files cannot be read: ")
        .contains("line 1");
  }

  @Test
  void noTableEndsWith1AndSaysHowToGetOne() {
    assertThat(lineOf(launch().with("STREAMGATE_CREATE_TABLE=false")))
        .isEqualTo(
            "table %s does not exist: create it with Terraform, or set STREAMGATE_CREATE_TABLE=true"
                .formatted(table));
  }

  /** A server told to create the table once accepted any keys, and enabled time to live. */
  @Test
  void aTableWithOtherKeysEndsWith1AndNamesThem() {
    createTableWithOneKey();

    assertThat(lineOf(launch()))
        .isEqualTo(
            "table %s has the keys id N HASH, not pk S HASH, sk S RANGE: name another table"
                .formatted(table));
  }

  @Test
  void aTableWithoutTimeToLiveEndsWith1AndSaysWhatItIsFor() {
    var without = engine.freshTable();

    assertThat(
            lineOf(launch().with("DYNAMO_TABLE_NAME=" + without, "STREAMGATE_CREATE_TABLE=false")))
        .isEqualTo(
            "table %s has no time to live in attribute ttl: enable it, or the items of idle"
                    .formatted(without)
                + " viewers are never deleted");
  }

  /** AWS appends the signed request, over many lines. */
  @Test
  void credentialsThatAwsRefusesEndWith1AndTheFirstLineOfWhatItSays() {
    var answer =
        """
        {"__type":"com.amazon.coral.service#InvalidSignatureException","message":"The request \
        signature does not match.\\n\\nThe Canonical String was\\n'POST\\n/\\n'"}""";
    try (var aws = new AwsEndpoint(_ -> new AwsEndpoint.Reply(400, answer))) {
      assertThat(lineOf(launch().with("AWS_ENDPOINT_URL=" + aws.uri())))
          .startsWith("AWS refuses to describe table " + table)
          .contains("The request signature does not match.");
    }
  }

  @Test
  void aSecondStartFindsTheTableThatTheFirstCreated() {
    try (var first = launch().start()) {
      assertThat(first.errorLines()).isEmpty();
    }
    try (var second = launch().start()) {
      assertThat(second.errorLines()).isEmpty();
    }
  }

  @Test
  void anEndpointThatAcceptsAndNeverAnswersDelaysTheStartByNoMoreThan20Seconds()
      throws IOException {
    Tools.requireAll("this test waits for 6 seconds, so it runs with test --all only");
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var began = System.nanoTime();
      var endpoint = "AWS_ENDPOINT_URL=http://127.0.0.1:" + silent.getLocalPort();
      try (var server = launch().with(endpoint).start()) {
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        assertThat(server.errorLines()).isEmpty();
      }
    }
  }

  private void createTableWithOneKey() {
    var number =
        AttributeDefinition.builder().attributeName("id").attributeType(ScalarAttributeType.N);
    var key = KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH);
    try (var client = engine.client()) {
      client
          .createTable(
              request ->
                  request
                      .tableName(table)
                      .billingMode(BillingMode.PAY_PER_REQUEST)
                      .attributeDefinitions(number.build())
                      .keySchema(key.build()))
          .join();
    }
  }

  private Launch launch() {
    return Launch.in(folder)
        .with(engine.settings(table))
        .with("AWS_ACCESS_KEY_ID=AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY=" + SECRET);
  }

  /** A launch with only the profiles {@code whole} and {@code region-only}. */
  private Launch withProfiles(String... settings) throws IOException {
    Files.writeString(
        folder.resolve("config"),
        """
        [profile whole]
        region = eu-west-3
        aws_access_key_id = AKIDEXAMPLE
        aws_secret_access_key = %s

        [profile region-only]
        region = eu-west-3
        """
            .formatted(SECRET));
    return launch()
        .with("AWS_CONFIG_FILE=config", "AWS_REGION=")
        .with("AWS_ACCESS_KEY_ID=", "AWS_SECRET_ACCESS_KEY=")
        .with(settings);
  }

  /** The one line that this startup prints before it exits. */
  private static String lineOf(Launch launch) {
    var began = System.nanoTime();
    try (var server = launch.launch()) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
      assertThat(server.errorLines()).singleElement().asString().doesNotContain(SECRET);
      return server.errorLines().getFirst();
    }
  }
}
