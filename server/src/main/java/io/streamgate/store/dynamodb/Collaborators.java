package io.streamgate.store.dynamodb;

import io.streamgate.store.dynamodb.item.Updates;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.shared.Delay;
import io.streamgate.store.shared.InFlight;
import java.time.Duration;

/** The objects that every operation uses. */
record Collaborators(
    Table table,
    Updates updates,
    LargeDetails largeDetails,
    History history,
    Outbox outbox,
    Duration retention,
    Delay delay) {

  static Collaborators of(Table table, InFlight inFlight, Duration retention, Delay delay) {
    var updates = new Updates(retention);
    var largeDetails = new LargeDetails(table, retention);
    return new Collaborators(
        table,
        updates,
        largeDetails,
        new History(table, largeDetails, retention),
        new Outbox(table, largeDetails, updates, inFlight, retention),
        retention,
        delay);
  }
}
