package io.streamgate.endtoend.table;

import static java.net.URLDecoder.decode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.table.AwsEndpoint.Call;
import io.streamgate.endtoend.table.AwsEndpoint.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Roles of pods on EKS, both kinds, and of profiles. AWS's documented answers stand for its
 * services: what is shown is that calls to the table are signed with the credentials of the role.
 */
@Tag("e2e")
@Execution(ExecutionMode.CONCURRENT)
final class RoleCredentialsTest {

  private static final String ROLE = "arn:aws:iam::123456789012:role/streamgate";
  private static final String TOKEN = "token-of-the-pod";
  private static final Reply REFUSED = new Reply(400, "{\"__type\":\"x#AccessDeniedException\"}");

  @TempDir Path folder;

  /** IAM roles for service accounts: the module of STS was once missing from the jar. */
  @Test
  void aServiceAccountAssumesItsRole() throws IOException {
    var file = Files.writeString(folder.resolve("token"), TOKEN);
    try (var sts = new AwsEndpoint(_ -> assumed("AssumeRoleWithWebIdentity"));
        var dynamoDb = new AwsEndpoint(_ -> REFUSED)) {
      refused(
          launch(dynamoDb)
              .with("AWS_ROLE_ARN=" + ROLE, "AWS_WEB_IDENTITY_TOKEN_FILE=" + file)
              .with("AWS_ENDPOINT_URL_STS=" + sts.uri()));

      assertThat(decode(sts.calls().getFirst().body(), UTF_8))
          .contains("Action=AssumeRoleWithWebIdentity")
          .contains("RoleArn=" + ROLE)
          .contains("WebIdentityToken=" + TOKEN);
      assertThat(dynamoDb.calls()).isNotEmpty().allSatisfy(RoleCredentialsTest::isSignedByRole);
    }
  }

  /** EKS Pod Identity, whose agent answers on the node. */
  @Test
  void aPodAsksTheAgentOfItsNode() throws IOException {
    var file = Files.writeString(folder.resolve("token"), TOKEN);
    var credentials =
        """
        {"AccessKeyId": "ASIAOFROLE", "SecretAccessKey": "secret", "Token": "session",
         "Expiration": "2999-01-01T00:00:00Z"}""";
    try (var agent = new AwsEndpoint(_ -> new Reply(200, credentials));
        var dynamoDb = new AwsEndpoint(_ -> REFUSED)) {
      refused(
          launch(dynamoDb)
              .with("AWS_CONTAINER_CREDENTIALS_FULL_URI=" + agent.uri() + "/v1/credentials")
              .with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=" + file));

      assertThat(agent.calls().getFirst().header("Authorization")).isEqualTo(TOKEN);
      assertThat(dynamoDb.calls()).isNotEmpty().allSatisfy(RoleCredentialsTest::isSignedByRole);
    }
  }

  @Test
  void aProfileAssumesItsRole() throws IOException {
    Files.writeString(
        folder.resolve("config"),
        """
        [profile role]
        role_arn = %s
        source_profile = keys

        [profile keys]
        aws_access_key_id = AKIDEXAMPLE
        aws_secret_access_key = local
        """
            .formatted(ROLE));
    try (var sts = new AwsEndpoint(_ -> assumed("AssumeRole"));
        var dynamoDb = new AwsEndpoint(_ -> REFUSED)) {
      refused(
          launch(dynamoDb)
              .with("AWS_CONFIG_FILE=config", "dev_aws_profile=role")
              .with("AWS_ENDPOINT_URL_STS=" + sts.uri()));

      assertThat(decode(sts.calls().getFirst().body(), UTF_8))
          .contains("Action=AssumeRole&")
          .contains("RoleArn=" + ROLE);
      assertThat(dynamoDb.calls()).isNotEmpty().allSatisfy(RoleCredentialsTest::isSignedByRole);
    }
  }

  private static Reply assumed(String action) {
    return new Reply(
        200,
        """
        <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult><Credentials>
        <AccessKeyId>ASIAOFROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
        <SessionToken>session</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>
        </Credentials></%1$sResult></%1$sResponse>"""
            .formatted(action));
  }

  private static void isSignedByRole(Call call) {
    assertThat(call.header("Authorization")).contains("Credential=ASIAOFROLE/");
    assertThat(call.header("X-amz-security-token")).isEqualTo("session");
  }

  /** The table refuses the role's credentials, so that the server ends. */
  private static void refused(Launch launch) {
    try (var server = launch.launch()) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.errorLines())
          .singleElement()
          .asString()
          .startsWith("AWS refuses to describe table streams");
    }
  }

  private Launch launch(AwsEndpoint dynamoDb) {
    return Launch.in(folder)
        .with("STREAMGATE_STORE=dynamodb", "DYNAMO_TABLE_NAME=streams", "AWS_REGION=eu-west-1")
        .with("AWS_ENDPOINT_URL=" + dynamoDb.uri());
  }
}
