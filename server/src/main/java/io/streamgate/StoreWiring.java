package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.config.aws.Aws;
import io.streamgate.limiter.World;
import io.streamgate.policy.Pace;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth.Census;
import io.streamgate.store.StoreHealth.Census.Counted;
import io.streamgate.store.dynamodb.DynamoDbLeaseStore;
import io.streamgate.store.dynamodb.TableCreation;
import io.streamgate.store.dynamodb.table.Connection;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.dynamodb.table.TableUnusable;
import io.streamgate.store.memory.MemoryLeaseStore;
import io.streamgate.store.shared.PastHalf;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import io.streamgate.telemetry.Metrics;
import java.time.Instant;
import java.util.function.ToLongFunction;

/**
 * From settings to the store, and to its metrics. It is given the pace of the service, and no plan:
 * plans are for the limiter to ask for.
 */
final class StoreWiring {

  private static final double MILLIS_PER_SECOND = 1000;

  private final Config.Storage storage;
  private final Config.TableConfig table;
  private final Aws aws;
  private final Pace pace;

  StoreWiring(Config config, Pace pace) {
    this.storage = config.storage();
    this.table = config.table();
    this.aws = config.aws();
    this.pace = pace;
  }

  /**
   * The store, ready for use. Blocks until its directory or table has been checked.
   *
   * @throws CannotStart where the data directory or the table cannot be had
   */
  LeaseStore open(World world, Metrics metrics) {
    var store =
        switch (storage.store()) {
          case MEMORY -> new MemoryLeaseStore(storage.historyRetention());
          case SQLITE -> sqlite(world.now());
          case DYNAMODB -> dynamoDb(world, metrics);
        };
    registerGauges(metrics, store);
    return store;
  }

  /** How many streams a store found, for the log. */
  static String streams(LeaseStore store) {
    return switch (store.health().census()) {
      case Counted(var members, _, _) -> Long.toString(members);
      case Census.Unknown() -> "not counted";
    };
  }

  private static void registerGauges(Metrics metrics, LeaseStore store) {
    metrics.gauge(
        "streamgate.members", "Streams that hold a slot", () -> counted(store, Counted::members));
    metrics.gauge(
        "streamgate.viewers", "Viewers that have one", () -> counted(store, Counted::viewers));
    metrics.gauge(
        "streamgate.store.queue", "Changes that wait", () -> counted(store, Counted::queued));
  }

  /** A figure of a store's census; not a number where the store does not count. */
  private static double counted(LeaseStore store, ToLongFunction<Counted> figure) {
    return switch (store.health().census()) {
      case Counted counted -> figure.applyAsLong(counted);
      case Census.Unknown() -> Double.NaN;
    };
  }

  private LeaseStore sqlite(Instant now) {
    var options =
        new SqliteLeaseStore.Options(pace.lease(), storage.historyRetention(), storage.queueSize());
    try {
      return SqliteLeaseStore.open(storage.directory(), options, now);
    } catch (DataDirectoryUnusable unusable) {
      throw new CannotStart(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  private LeaseStore dynamoDb(World world, Metrics metrics) {
    var observer = new Observer(world::now);
    try {
      var client = connection(observer).open();
      var calls = new Table(client, table.name(), table.inFlight(), observer);
      var store = new DynamoDbLeaseStore(calls, storage.historyRetention());
      check(store);
      registerMeters(metrics, calls);
      return switch (table.renewal()) {
        case ALWAYS -> store;
        case PAST_HALF -> new PastHalf(store, pace.heartbeatInterval());
      };
    } catch (TableUnusable unusable) {
      throw new CannotStart(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  private Connection connection(Observer observer) {
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

  private void check(DynamoDbLeaseStore store) throws TableUnusable {
    var usable = false;
    try {
      store.checkTable(table.isCreated() ? TableCreation.WHEN_ABSENT : TableCreation.NEVER);
      usable = true;
    } finally {
      if (!usable) {
        store.close();
      }
    }
  }

  private static void registerMeters(Metrics metrics, Table table) {
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
