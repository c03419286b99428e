package io.streamgate.store.dynamodb;

import io.streamgate.store.dynamodb.item.Updates;
import io.streamgate.store.dynamodb.table.Table;
import java.time.Duration;

/** What every operation works with. */
record Parts(
    Table table,
    Updates updates,
    LargeDetails largeDetails,
    History history,
    Outbox outbox,
    Duration retention) {

  static Parts of(Table table, Underway underway, Duration retention) {
    var updates = new Updates(retention);
    var largeDetails = new LargeDetails(table, retention);
    return new Parts(
        table,
        updates,
        largeDetails,
        new History(table, largeDetails, retention),
        new Outbox(table, largeDetails, updates, underway, retention),
        retention);
  }
}
