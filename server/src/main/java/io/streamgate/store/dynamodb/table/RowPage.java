package io.streamgate.store.dynamodb.table;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows of one partition in the order of a query, and whether they are the last ones. */
public record RowPage(List<Map<String, AttributeValue>> rows, boolean isLast) {
  public RowPage {
    rows = List.copyOf(rows);
  }
}
