package io.streamgate.store.dynamodb.table;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows of a viewer's history, newest first, and whether they are the last ones. */
public record HistoryRows(List<Map<String, AttributeValue>> rows, boolean isLast) {
  public HistoryRows {
    rows = List.copyOf(rows);
  }
}
