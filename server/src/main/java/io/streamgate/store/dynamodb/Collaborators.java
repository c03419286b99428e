package io.streamgate.store.dynamodb;

import io.streamgate.lease.id.StreamId;
import io.streamgate.store.dynamodb.item.Updates;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.shared.Backoff;
import io.streamgate.store.shared.Delay;
import io.streamgate.store.shared.InFlight;
import java.time.Duration;

/** What every operation works with. */
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

  /** For a request about that stream. */
  Backoff backoff(StreamId id) {
    return Backoff.of(id, delay);
  }
}
