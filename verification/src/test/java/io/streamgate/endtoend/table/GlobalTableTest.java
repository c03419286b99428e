package io.streamgate.endtoend.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Global tables. In the default mode the last writer wins: nodes of two Regions would both admit a
 * viewer's last stream. No engine has such tables, so AWS's documented answers stand for them.
 */
@Tag("e2e")
@Execution(ExecutionMode.CONCURRENT)
final class GlobalTableTest {

  private static final String REPLICAS =
      """
      "GlobalTableVersion": "2019.11.21",
      "Replicas": [{"RegionName": "us-east-1", "ReplicaStatus": "ACTIVE"}],""";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        REPLICAS,
        REPLICAS + "\"MultiRegionConsistency\": \"EVENTUAL\",",
        "\"GlobalTableVersion\": \"2017.11.29\","
      })
  void oneInWhichTheLastWriterWinsEndsWith1AndSaysWhatToSet(String replication) {
    try (var aws = AwsEndpoint.withTable(replication, "ENABLED");
        var server = launch(aws).launch()) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.errorLines())
          .containsExactly(
              "table streams is a global table in which the last writer wins, so nodes of two"
                  + " Regions would admit too many streams: use a table with strong consistency"
                  + " across Regions, or set STREAMGATE_SINGLE_WRITER_REGION=true if only nodes of"
                  + " one Region use it");
    }
  }

  @Test
  void oneThatASingleRegionWritesIsAccepted() {
    try (var aws = AwsEndpoint.withTable(REPLICAS, "ENABLED");
        var server = launch(aws).with("STREAMGATE_SINGLE_WRITER_REGION=true").start()) {
      assertThat(server.errorLines()).isEmpty();
      assertThat(String.join("\n", server.logLines()))
          .contains("table streams is a global table; only nodes of one Region may use it");
    }
  }

  /** Such a table cannot have a time to live, which is no reason to reject it. */
  @Test
  void oneWithStrongConsistencyAcrossRegionsIsAccepted() {
    var strong = REPLICAS + "\"MultiRegionConsistency\": \"STRONG\",";
    try (var aws = AwsEndpoint.withTable(strong, "DISABLED");
        var server = launch(aws).start()) {
      assertThat(server.errorLines()).isEmpty();
      assertThat(String.join("\n", server.logLines()))
          .contains("table streams has no time to live; its items never expire");
    }
  }

  private Launch launch(AwsEndpoint aws) {
    return Launch.in(folder)
        .with("STREAMGATE_STORE=dynamodb", "DYNAMO_TABLE_NAME=streams", "AWS_REGION=eu-west-1")
        .with("AWS_ACCESS_KEY_ID=AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY=local")
        .with("AWS_ENDPOINT_URL=" + aws.uri());
  }
}
