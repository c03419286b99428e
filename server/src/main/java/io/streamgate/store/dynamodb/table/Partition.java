package io.streamgate.store.dynamodb.table;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.dynamodb.item.RowKeys;
import io.streamgate.store.dynamodb.table.Table.Condition;
import io.streamgate.store.shared.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** All rows of one viewer, for their erasure. */
public record Partition(Table table, ViewerId viewer) {

  /** How many rows are deleted at once. */
  private static final int PAGE = 25;

  /** How many pages one call deletes: some seconds of work. */
  private static final int MAX_PAGES = 400;

  /** Reads the attributes of the live item; none if there is no item. */
  public CompletionStage<Map<String, AttributeValue>> live() {
    return table
        .row(RowKeys.live(viewer), Priority.NORMAL)
        .thenApply(item -> item.orElse(Map.of()));
  }

  /** Replaces the live item if it has that version; 0 stands for no item. */
  public CompletionStage<Condition> replaceLive(Map<String, AttributeValue> item, long version) {
    return table.replace(table.requests().replaceLive(item, version));
  }

  /** Deletes the live item if it has that version. */
  public CompletionStage<Condition> deleteLive(long version) {
    return table.delete(table.requests().deleteLive(viewer, version));
  }

  /**
   * Deletes all other rows, of whatever kind. Returns whether there were any: rows beyond {@value
   * #PAGE} * {@value #MAX_PAGES} are left to the next call.
   */
  public CompletionStage<Boolean> deleteRows() {
    return deleteRows(Map.of(), false, MAX_PAGES);
  }

  private CompletionStage<Boolean> deleteRows(
      Map<String, AttributeValue> after, boolean hadRows, int pages) {
    return table
        .page(table.requests().keys(viewer, after, PAGE))
        .thenCompose(
            page -> {
              var keys = new ArrayList<>(page.rows());
              keys.remove(RowKeys.live(viewer));
              var had = hadRows || !keys.isEmpty();
              return delete(keys)
                  .thenCompose(
                      _ ->
                          page.isLast() || pages == 1
                              ? completedStage(had)
                              : deleteRows(page.rows().getLast(), had, pages - 1));
            });
  }

  /** One call each: they cost as much as a batch, and are retried by the client one by one. */
  private CompletionStage<Void> delete(List<Map<String, AttributeValue>> keys) {
    CompletionStage<Void> all = completedStage(null);
    for (var key : keys) {
      all = all.thenCombine(table.delete(key, Priority.NORMAL), (_, _) -> null);
    }
    return all;
  }
}
