package io.streamgate.store.dynamodb.table;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Some rows of a viewer's history, the newest first.
 *
 * @param isLast whether there are none after these
 */
public record HistoryRows(List<Map<String, AttributeValue>> rows, boolean isLast) {
  public HistoryRows {
    rows = List.copyOf(rows);
  }
}
