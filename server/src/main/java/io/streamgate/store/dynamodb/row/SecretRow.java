package io.streamgate.store.dynamodb.row;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.store.KeptSecret;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.dynamodb.item.RowKeys;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.shared.Priority;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A secret in a row of the table: the first node makes it, and all read it. The row never changes
 * and never expires.
 */
public record SecretRow(Table table, String name) implements KeptSecret {

  private static final AttributeValue PARTITION = AttributeValue.fromS("keys");
  private static final String SECRET = "secret";

  /** Reads the row, or writes it unless another node does. Fails with {@link StoreUnavailable}. */
  @Override
  public CompletionStage<String> readOrMake(Supplier<String> made) {
    return table
        .row(key(), Priority.URGENT)
        .thenCompose(
            row -> row.isPresent() ? completedStage(secretIn(row.get())) : make(made.get()));
  }

  @Override
  public String toString() {
    return "the row " + name + " of table " + table.name();
  }

  /** What was written, by whoever was first. */
  private CompletionStage<String> make(String secret) {
    return table
        .putIfAbsent(row(secret), Priority.URGENT)
        .thenCompose(_ -> table.row(key(), Priority.URGENT))
        .thenApply(
            row ->
                row.map(SecretRow::secretIn)
                    .orElseThrow(() -> StoreUnavailable.rejected(this + " was deleted")));
  }

  private Map<String, AttributeValue> key() {
    return Map.of(RowKeys.PARTITION, PARTITION, RowKeys.SORT, AttributeValue.fromS(name));
  }

  private Map<String, AttributeValue> row(String secret) {
    return Map.of(
        RowKeys.PARTITION,
        PARTITION,
        RowKeys.SORT,
        AttributeValue.fromS(name),
        SECRET,
        AttributeValue.fromS(secret));
  }

  /** Empty if the row has none. */
  private static String secretIn(Map<String, AttributeValue> row) {
    var secret = row.get(SECRET);
    return secret == null || secret.s() == null ? "" : secret.s();
  }
}
