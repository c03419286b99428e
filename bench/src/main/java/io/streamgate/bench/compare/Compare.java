package io.streamgate.bench.compare;

import io.streamgate.bench.compare.Redis.Durability;
import io.streamgate.bench.http.server.Contender;
import io.streamgate.bench.http.server.Machine;
import io.streamgate.bench.report.Part;
import io.streamgate.bench.report.Sample;
import io.streamgate.bench.report.Table;
import io.streamgate.store.memory.MemoryLeaseStore;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares Streamgate's stores with two limiters on Redis, each as a library in one process. */
public record Compare(int rounds) implements Part {

  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Duration TIME = Duration.ofSeconds(3);
  private static final int QUEUE_SIZE = 65_536;

  @Override
  public List<String> measure() throws InterruptedException {
    if (!Redis.isInstalled()) {
      return List.of("Skipped: `redis-server` is not installed (apt-get install redis-server).");
    }
    Machine.unpinClient();
    try (var fast = Redis.start(Durability.NONE);
        var durable = Redis.start(Durability.ALWAYS)) {
      var limits = limits(fast.port(), durable.port());
      try {
        return compared(limits);
      } finally {
        limits.values().forEach(Limit::close);
      }
    } finally {
      Machine.pinClient();
    }
  }

  private static Map<String, Limit> limits(int fast, int durable) {
    var options = new SqliteLeaseStore.Options(LEASE, RETENTION, QUEUE_SIZE);
    var folder = Contender.scratch("compared");
    var sqlite = SqliteLeaseStore.open(folder, options, Clock.systemUTC().instant());
    var limits = new LinkedHashMap<String, Limit>();
    limits.put("memory, in the process", new StoreLimit(new MemoryLeaseStore(RETENTION), LEASE));
    limits.put("Redis script, nothing on disk", new RedisScript(fast, LEASE));
    limits.put("Redisson permits, nothing on disk", new RedissonPermits(fast, LEASE));
    limits.put("sqlite, on disk when answered", new StoreLimit(sqlite, LEASE));
    limits.put("Redis script, on disk when answered", new RedisScript(durable, LEASE));
    limits.put("Redisson permits, on disk when answered", new RedissonPermits(durable, LEASE));
    return limits;
  }

  private List<String> compared(Map<String, Limit> limits) throws InterruptedException {
    limits.values().forEach(limit -> Trial.startsPerSecond(limit, TIME));
    var starts = new LinkedHashMap<String, List<Double>>();
    for (var round = 0; round < rounds; round++) {
      limits.forEach(
          (name, limit) ->
              starts
                  .computeIfAbsent(name, _ -> new ArrayList<>())
                  .add(Trial.startsPerSecond(limit, TIME)));
    }
    var table =
        new Table(
            "limit",
            "starts/s, each ended",
            "over-admitted of 200 (20 starts at once)",
            "of 1,000 (4 at once)",
            "free after a crash, lease 2 s");
    for (var entry : limits.entrySet()) {
      var limit = entry.getValue();
      table.row(
          entry.getKey(),
          Sample.of(starts.getOrDefault(entry.getKey(), List.of())).told("%,.0f"),
          Integer.toString(Trial.overAdmitted(limit, 200, 20)),
          Integer.toString(Trial.overAdmitted(limit, 1_000, 4)),
          "%.2f s".formatted(Trial.secondsUntilFree(limit)));
    }
    var lines =
        table.under(
            "As libraries, in one process with two cores that Redis shares, 256 starts in flight;"
                + " medians of %d rounds with the range. The first three keep nothing on disk. The"
                    .formatted(rounds)
                + " others write to disk before they respond (Redis with `appendfsync always`). Redis"
                + " is called over a socket, so that many processes can share it.");
    lines.add("");
    lines.add(
        "A refusal contains: from the script 0; from Redisson `null`; from a store the running"
            + " streams with their start times and devices, and when the next slot is free.");
    return lines;
  }
}
