package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.policy.Pace;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.dynamodb.Creation;
import io.streamgate.store.dynamodb.DynamoDbLeaseStore;
import io.streamgate.store.dynamodb.table.Connection;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.dynamodb.table.TableUnusable;
import io.streamgate.store.shared.PastHalf;
import io.streamgate.telemetry.Metrics;
import java.time.InstantSource;

/** From settings to the store that nodes share. */
final class DynamoDbWiring {

  private static final double MILLIS_PER_SECOND = 1000;

  private DynamoDbWiring() {}

  /**
   * A store whose table has been looked at. Blocks while it is.
   *
   * @throws CannotStart where there is no way to the table, or the table will not do
   */
  static LeaseStore store(Config config, Pace pace, InstantSource clock, Metrics metrics) {
    var settings = config.table();
    var observer = new Observer(clock);
    try {
      var client = connection(config, observer).open();
      var table = new Table(client, settings.name(), settings.inFlight(), observer);
      var store = new DynamoDbLeaseStore(table, config.storage().historyRetention());
      check(store, settings);
      tell(metrics, table);
      return switch (settings.renewal()) {
        case ALWAYS -> store;
        case PAST_HALF -> new PastHalf(store, pace.heartbeatInterval());
      };
    } catch (TableUnusable unusable) {
      throw new CannotStart(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  private static Connection connection(Config config, Observer observer) {
    var table = config.table();
    var aws = config.aws();
    var connection =
        new Connection(table.attemptTimeout(), table.callTimeout(), table.inFlight(), observer);
    if (aws.profile() != null) {
      connection.asProfile(aws.profile());
    }
    if (aws.region() != null) {
      connection.inRegion(aws.region());
    }
    if (aws.endpoint() != null) {
      connection.at(aws.endpoint());
    }
    return connection;
  }

  private static void check(DynamoDbLeaseStore store, Config.Table settings) throws TableUnusable {
    var creation =
        switch (settings.creation()) {
          case NEVER -> Creation.NEVER;
          case WHEN_ABSENT -> Creation.WHEN_ABSENT;
        };
    var usable = false;
    try {
      store.checkTable(creation);
      usable = true;
    } finally {
      if (!usable) {
        store.close();
      }
    }
  }

  private static void tell(Metrics metrics, Table table) {
    var tally = table.tally();
    metrics.counter("streamgate.dynamodb.calls", "Calls to the table", tally::calls);
    metrics.counter("streamgate.dynamodb.retries", "Attempts after the first", tally::retries);
    metrics.counter(
        "streamgate.dynamodb.conflicts", "Updates on a condition that failed", tally::conflicts);
    metrics.counter("streamgate.dynamodb.read.units", "Consumed by reads", tally::readUnits);
    metrics.counter("streamgate.dynamodb.write.units", "Consumed by writes", tally::writeUnits);
    metrics.gauge("streamgate.dynamodb.in.flight", "Calls under way", table::inFlight);
    metrics.gauge(
        "streamgate.clock.ahead.seconds",
        "This node's clock against the table's",
        () -> table.clockAhead().toMillis() / MILLIS_PER_SECOND);
  }
}
