package io.streamgate.endtoend.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.engines.DynamoEngine;
import io.streamgate.engines.EngineProcess;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** Tables that a server creates or rejects, on an engine that supports time to live. */
@Tag("e2e")
final class TableOfDynamoDbLocalTest {

  private final EngineProcess engine = DynamoEngine.dynamoDbLocal();
  private final String table = "streamgate-" + UUID.randomUUID();
  @TempDir Path folder;

  @Test
  void theTableThatItCreatesIsPaidPerRequestForgetsByTtlAndFitsTheNextStart() {
    try (var first = Launch.in(folder).with(engine.settings(table)).start()) {
      assertThat(first.errorLines()).isEmpty();
    }

    var created = described();
    assertThat(created.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    assertThat(created.keySchema())
        .extracting(key -> key.attributeName() + " " + key.keyTypeAsString())
        .containsExactly("pk HASH", "sk RANGE");
    assertThat(timeToLive().timeToLiveStatusAsString()).isEqualTo("ENABLED");
    assertThat(timeToLive().attributeName()).isEqualTo("ttl");
    try (var second = withoutCreation(table).start()) {
      assertThat(second.errorLines()).isEmpty();
    }
  }

  @Test
  void aTableWithoutTimeToLiveEndsWith1AndOneLine() {
    var without = engine.freshTable();

    try (var server = withoutCreation(without).launch()) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.errorLines())
          .singleElement()
          .asString()
          .startsWith("table " + without + " has no time to live in attribute ttl: ");
    }
  }

  private Launch withoutCreation(String name) {
    return Launch.in(folder).with(engine.settings(name)).with("STREAMGATE_CREATE_TABLE=false");
  }

  private TableDescription described() {
    try (var client = engine.client()) {
      return client.describeTable(request -> request.tableName(table)).join().table();
    }
  }

  private TimeToLiveDescription timeToLive() {
    try (var client = engine.client()) {
      return client
          .describeTimeToLive(request -> request.tableName(table))
          .join()
          .timeToLiveDescription();
    }
  }
}
