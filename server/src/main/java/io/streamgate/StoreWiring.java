package io.streamgate;

import static java.util.Objects.requireNonNull;

import io.streamgate.config.Config;
import io.streamgate.config.aws.Aws;
import io.streamgate.limiter.World;
import io.streamgate.policy.Pace;
import io.streamgate.store.AuditTrail;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.KeptSecret;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreHealth.Census;
import io.streamgate.store.StoreHealth.Census.Counted;
import io.streamgate.store.dynamodb.DynamoDbLeaseStore;
import io.streamgate.store.dynamodb.TableCreation;
import io.streamgate.store.dynamodb.WriterRegions;
import io.streamgate.store.dynamodb.row.AuditRows;
import io.streamgate.store.dynamodb.row.SecretRow;
import io.streamgate.store.dynamodb.table.Connection;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.dynamodb.table.TableUnusable;
import io.streamgate.store.memory.MemoryLeaseStore;
import io.streamgate.store.shared.PastHalf;
import io.streamgate.store.sqlite.SecretFile;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import io.streamgate.store.sqlite.directory.DiskSpace;
import io.streamgate.store.sqlite.journal.Retention;
import io.streamgate.telemetry.Metrics;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/**
 * Creates the store and its metrics from the settings. The store takes the pace of the service, and
 * no plan: only the limiter looks up plans.
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
   * A store, and the world whose time its leases are judged by.
   *
   * @param audit what operators did
   * @param secrets what is kept where the streams are
   * @param disk the disk of the data directory
   */
  record Opened(LeaseStore store, AuditTrail audit, World world, Secrets secrets, DiskSpace disk) {}

  /**
   * Secrets that are made once: the key of stream tokens, if the settings have none, and the keys
   * of the hashes that name erased viewers, and viewers in events.
   */
  record Secrets(KeptSecret tokenKey, KeptSecret erasureKey, KeptSecret eventKey) {}

  /** Opens the store and checks its directory or table. Blocks; throws {@link CannotStart}. */
  Opened open(World world, Metrics metrics) {
    var heap = HeapBudget.ofThisProcess();
    var opened = open(storage.store(), heap, world, metrics);
    registerGauges(metrics, opened.store());
    registerHeap(metrics, heap);
    registerDisk(metrics, opened.disk());
    return opened;
  }

  /** The number of streams in the store, for the log. */
  static String streams(LeaseStore store) {
    return switch (store.health().census()) {
      case Counted(var members, _, _, _) -> Long.toString(members);
      case Census.Unknown() -> "not counted";
    };
  }

  private void registerGauges(Metrics metrics, LeaseStore store) {
    metrics.gauge(
        "streamgate.store.serving",
        "Whether the store answers",
        () -> store.health().state() == StoreHealth.State.SERVING ? 1 : 0);
    metrics.gauge(
        "streamgate.members", "Streams that hold a slot", () -> counted(store, Counted::members));
    metrics.gauge(
        "streamgate.members.lapsed",
        "Streams that hold a slot though their lease has run out",
        () -> counted(store, Counted::lapsed));
    metrics.gauge(
        "streamgate.viewers", "Viewers with a stream", () -> counted(store, Counted::viewers));
    metrics.gauge(
        "streamgate.store.queue",
        "Changes waiting to be committed",
        () -> counted(store, Counted::queued));
    var isOnDisk = storage.store() == Config.Store.SQLITE;
    metrics.gauge(
        "streamgate.store.queue.limit",
        "Changes that may wait to be committed",
        () -> isOnDisk ? storage.queueSize() : Double.NaN);
  }

  private static void registerDisk(Metrics metrics, DiskSpace disk) {
    metrics.gauge(
        "streamgate.store.disk.size.bytes", "Size of the data directory's disk", disk::sizeBytes);
    metrics.gauge(
        "streamgate.store.disk.free.bytes",
        "Free space on the data directory's disk",
        disk::freeBytes);
  }

  /** A table takes no heap for its streams. */
  private void registerHeap(Metrics metrics, HeapBudget heap) {
    var isInMemory = storage.store() != Config.Store.DYNAMODB;
    metrics.gauge(
        "streamgate.store.memory.bytes",
        "Estimated heap that streams take",
        () -> isInMemory ? (double) heap.used() : Double.NaN);
    metrics.gauge(
        "streamgate.store.memory.limit.bytes",
        "Heap that streams may take",
        () -> isInMemory ? (double) heap.limit() : Double.NaN);
    metrics.counter(
        "streamgate.store.memory.rejections",
        "Starts and changes rejected for lack of memory",
        heap::rejections);
  }

  /** A figure of the store's census; NaN if the store does not count. */
  private static double counted(LeaseStore store, ToLongFunction<Counted> figure) {
    return switch (store.health().census()) {
      case Counted counted -> figure.applyAsLong(counted);
      case Census.Unknown() -> Double.NaN;
    };
  }

  private Opened open(Config.Store kind, HeapBudget heap, World world, Metrics metrics) {
    var retention = storage.historyRetention();
    try {
      return switch (kind) {
        case MEMORY -> {
          var store =
              new MemoryLeaseStore(
                  retention, storage.historyPerViewer(), storage.auditRetention(), heap);
          var secrets =
              new Secrets(KeptSecret.inMemory(), KeptSecret.inMemory(), KeptSecret.inMemory());
          yield new Opened(store, store.audit(), world, secrets, DiskSpace.unknown());
        }
        case SQLITE -> {
          var kept =
              new Retention(
                  retention,
                  !storage.isRetentionSet(),
                  storage.historyPerViewer(),
                  storage.auditRetention(),
                  new SplittableRandom());
          var options = new SqliteLeaseStore.Options(pace.lease(), kept, storage.queueSize(), heap);
          var store = SqliteLeaseStore.open(storage.directory(), options, world.now());
          var secrets = new Secrets(file("token.keys"), file("erasure.key"), file("events.key"));
          var disk = DiskSpace.of(storage.directory());
          yield new Opened(store, store.audit(), world, secrets, disk);
        }
        case DYNAMODB -> dynamoDb(world, metrics);
      };
    } catch (DataDirectoryUnusable | TableUnusable unusable) {
      throw new CannotStart(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  private KeptSecret file(String name) {
    return new SecretFile(storage.directory(), name);
  }

  private Opened dynamoDb(World world, Metrics metrics) throws TableUnusable {
    var observer = new Observer(world::now, world::nanoTime, table.callTimeout());
    var client = connection(observer).open();
    var calls = new Table(client, requireNonNull(table.name()), table.inFlight(), observer);
    var store = new DynamoDbLeaseStore(calls, storage.historyRetention());
    check(store);
    registerMeters(metrics, calls, table.inFlight());
    var renewing =
        switch (table.renewal()) {
          case ALWAYS -> store;
          case PAST_HALF -> new PastHalf(store, pace.heartbeatInterval());
        };
    return new Opened(
        renewing,
        new AuditRows(calls, storage.auditRetention()),
        world.correctedBy(observer.clock()),
        new Secrets(
            new SecretRow(calls, "stream-token"),
            new SecretRow(calls, "erasure"),
            new SecretRow(calls, "events")),
        DiskSpace.unknown());
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
    try {
      store.checkTable(
          table.isCreated() ? TableCreation.WHEN_ABSENT : TableCreation.NEVER,
          table.hasSingleWriterRegion() ? WriterRegions.ONE : WriterRegions.ANY);
    } catch (TableUnusable | RuntimeException failure) {
      store.close();
      throw failure;
    }
  }

  private static void registerMeters(Metrics metrics, Table table, int inFlight) {
    var tally = table.tally();
    metrics.counter("streamgate.dynamodb.calls", "Calls to the table", tally::calls);
    metrics.counter("streamgate.dynamodb.retries", "Retries", tally::retries);
    metrics.counter(
        "streamgate.dynamodb.conflicts", "Updates with a failed condition", tally::conflicts);
    metrics.counter("streamgate.dynamodb.read.units", "Read units consumed", tally::readUnits);
    metrics.counter("streamgate.dynamodb.write.units", "Write units consumed", tally::writeUnits);
    metrics.gauge("streamgate.dynamodb.in.flight", "Calls in flight", table::inFlight);
    metrics.gauge(
        "streamgate.dynamodb.in.flight.limit", "Calls that may be in flight", () -> inFlight);
    metrics.gauge(
        "streamgate.clock.ahead.seconds",
        "How far this node's clock is ahead of the table's",
        () -> table.clock().ahead().toMillis() / MILLIS_PER_SECOND);
  }
}
