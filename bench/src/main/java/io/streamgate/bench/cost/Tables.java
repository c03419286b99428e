package io.streamgate.bench.cost;

import io.streamgate.store.dynamodb.table.Schema;
import io.streamgate.store.dynamodb.table.Schema.TableState;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Creates a table for the duration of a measurement. */
final class Tables {

  private Tables() {}

  /** Returns a client with the endpoint, region, and credentials from the environment. */
  static DynamoDbAsyncClient client(ExecutionInterceptor... interceptors) {
    return DynamoDbAsyncClient.builder()
        .httpClientBuilder(AwsCrtAsyncHttpClient.builder())
        .overrideConfiguration(
            all -> {
              for (var interceptor : interceptors) {
                all.addExecutionInterceptor(interceptor);
              }
            })
        .build();
  }

  /** Creates a table, uses it, and deletes it even if the use fails. */
  static void withFresh(Consumer<String> use) {
    var table = "streamgate-cost-" + UUID.randomUUID();
    try (var client = client()) {
      create(client, table);
      try {
        use.accept(table);
      } finally {
        client.deleteTable(request -> request.tableName(table)).join();
      }
    }
  }

  private static void create(DynamoDbAsyncClient client, String table) {
    var finding = new Schema(client, table).create().toCompletableFuture().join();
    switch (finding) {
      case TableState.Fits _, TableState.WithoutTimeToLive _ -> {}
      case TableState.Absent _,
          TableState.Wrong _,
          TableState.LastWriterWins _,
          TableState.Unreachable _ ->
          throw new IllegalStateException("no table could be created: " + finding);
    }
  }
}
