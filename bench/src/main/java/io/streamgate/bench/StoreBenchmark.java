package io.streamgate.bench;

import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.memory.MemoryLeaseStore;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures a store's throughput under many concurrent viewers. An operation counts once it has a
 * response, which for sqlite means that it is on disk.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StoreBenchmark {

  /** The number of calls in flight. */
  private static final int BATCH = 512;

  /** The store to measure. */
  @Param({"memory", "sqlite"})
  public String kind = "memory";

  private final AtomicLong viewers = new AtomicLong();
  private LeaseStore store = new MemoryLeaseStore(Duration.ofDays(30));
  private Path directory = Path.of("");

  /** Opens an empty store. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    directory = Files.createTempDirectory("streamgate-bench");
    var retention = Duration.ofDays(30);
    store =
        switch (kind) {
          case "memory" -> new MemoryLeaseStore(retention);
          case "sqlite" -> {
            var options = new SqliteLeaseStore.Options(Subject.LEASE, retention, 65_536);
            yield SqliteLeaseStore.open(directory, options, Subject.NOW);
          }
          default -> throw new IllegalArgumentException("memory or sqlite, not " + kind);
        };
  }

  /** Closes the store and deletes its files. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    store.close();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Starts and ends a stream for a viewer who has no other stream. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void startAndEnd() {
    var calls = new ArrayList<CompletableFuture<?>>(BATCH);
    for (var i = 0; i < BATCH; i++) {
      var viewer = new ViewerId("viewer-" + viewers.incrementAndGet());
      var start = Subject.start();
      calls.add(
          store
              .start(viewer, start, Subject.RULES, Subject.NOW)
              .thenCompose(_ -> end(viewer, start.id()))
              .toCompletableFuture());
    }
    CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
  }

  private CompletableFuture<?> end(ViewerId viewer, StreamId id) {
    return store.end(viewer, id, Device.UNNAMED, Subject.NOW).toCompletableFuture();
  }
}
