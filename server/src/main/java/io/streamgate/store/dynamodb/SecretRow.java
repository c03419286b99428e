package io.streamgate.store.dynamodb;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.store.KeptSecret;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.dynamodb.item.RowKeys;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.shared.Priority;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A secret in a row of the table: the first node makes it, and all read it. The row never changes
 * and never expires.
 */
public record SecretRow(Table table, String name) implements KeptSecret {

  /** Reads the row, or writes it unless another node does. Fails with {@link StoreUnavailable}. */
  @Override
  public CompletionStage<String> readOrMake(Supplier<String> made) {
    return table
        .row(RowKeys.secret(name), Priority.URGENT)
        .thenCompose(
            row ->
                row.isPresent() ? completedStage(RowKeys.secretIn(row.get())) : make(made.get()));
  }

  @Override
  public String toString() {
    return "the row " + name + " of table " + table.name();
  }

  /** What was written, by whoever was first. */
  private CompletionStage<String> make(String secret) {
    return table
        .putIfAbsent(RowKeys.secretRow(name, secret), Priority.URGENT)
        .thenCompose(_ -> table.row(RowKeys.secret(name), Priority.URGENT))
        .thenApply(
            row ->
                row.map(RowKeys::secretIn)
                    .orElseThrow(() -> StoreUnavailable.rejected(this + " was deleted")));
  }
}
