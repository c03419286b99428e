package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.config.Config.Storage;
import io.streamgate.config.Config.Streams;
import io.streamgate.failure.Causes;
import io.streamgate.http.edge.Server;
import io.streamgate.http.edge.Server.Binding;
import io.streamgate.lease.Rules.SameDevice;
import io.streamgate.limiter.World;
import io.streamgate.policy.Pace;
import io.streamgate.policy.Plan;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth.Census;
import io.streamgate.store.StoreHealth.Census.Counted;
import io.streamgate.store.memory.MemoryLeaseStore;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import io.streamgate.telemetry.Metrics;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.ToLongFunction;

/** From settings to parts. */
final class Wiring {

  private Wiring() {}

  /** Nodes that share a table share the time; one alone does best with its own. */
  static SystemWorld world(Config config) {
    return switch (config.storage().store()) {
      case MEMORY, SQLITE -> SystemWorld.steady();
      case DYNAMODB -> SystemWorld.shared();
    };
  }

  static LeaseStore store(Config config, Pace pace, World world, Metrics metrics) {
    var storage = config.storage();
    return switch (storage.store()) {
      case MEMORY -> new MemoryLeaseStore(storage.historyRetention());
      case SQLITE -> sqlite(storage, pace, world.now());
      case DYNAMODB -> DynamoDbWiring.store(config, pace, world::now, metrics);
    };
  }

  private static LeaseStore sqlite(Storage storage, Pace pace, Instant now) {
    var options =
        new SqliteLeaseStore.Options(pace.lease(), storage.historyRetention(), storage.queueSize());
    try {
      return SqliteLeaseStore.open(storage.directory(), options, now);
    } catch (DataDirectoryUnusable unusable) {
      throw new CannotStart(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  static Policy policy(Config config) {
    return new Policy(pace(config), PolicySource.forEveryone(plan(config.streams())));
  }

  private static Pace pace(Config config) {
    var streams = config.streams();
    return new Pace(streams.lease(), streams.heartbeatInterval(), config.storage().onFailure());
  }

  private static Plan plan(Streams streams) {
    return new Plan(
        streams.limit(), streams.atLimit(), SameDevice.REPLACES, streams.startsPerMinute());
  }

  /** The server, or why its port cannot be had. */
  static Server bound(CompletableFuture<Server> listening, Binding binding) {
    try {
      return listening.join();
    } catch (CompletionException failure) {
      throw new CannotStart(
          "cannot listen on %s port %d: %s"
              .formatted(binding.host(), binding.port(), Causes.of(failure).getMessage()),
          failure);
    }
  }

  /** How many streams a store found, for the log. */
  static String streams(LeaseStore store) {
    return switch (store.health().census()) {
      case Counted(var members, _, _) -> Long.toString(members);
      case Census.Unknown() -> "not counted";
    };
  }

  static void tell(Metrics metrics, LeaseStore store) {
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

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
