package io.streamgate.bench.http;

import io.streamgate.bench.http.script.Load;
import io.streamgate.bench.http.server.Contender;
import io.streamgate.bench.http.server.Machine.Cores;
import io.streamgate.bench.http.server.Served;
import io.streamgate.bench.load.Driver;
import io.streamgate.bench.load.Pace;
import io.streamgate.bench.report.Part;
import io.streamgate.bench.report.Sample;
import io.streamgate.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Measures whether a long-running server's resource use grows. */
record Soak(Duration time) implements Part {

  private static final int PER_SECOND = 1_000;
  private static final int CONNECTIONS = 64;
  private static final int SAMPLES = 40;

  /** A sample of the server's resource use. The heap is measured after a collection. */
  private record Held(
      long residentBytes,
      long heapBytes,
      int threads,
      int descriptors,
      long databaseBytes,
      long logBytes,
      long ended) {}

  @Override
  public List<String> measure() throws IOException {
    var contender = Contender.streamgate("sqlite");
    var folder = Path.of(contender.environment().getOrDefault("STREAMGATE_DATA_DIR", ""));
    var held = new ArrayList<Held>();
    var asked = 0L;
    try (var server = contender.start(Cores.ONE);
        var driver = Load.MIXED.connect(server.port(), CONNECTIONS, Driver.Waiting.NAPPING)) {
      for (var i = 0; i < SAMPLES; i++) {
        asked += driver.run(new Pace.Steady(PER_SECOND, time.dividedBy(SAMPLES))).answers();
        held.add(heldBy(server, folder, asked * Load.ENDS_OF_100_MIXED / 100));
      }
    }
    return told(held);
  }

  private static Held heldBy(Served server, Path folder, long ended) throws IOException {
    return new Held(
        server.residentBytes(),
        server.heapBytesAfterCollection(),
        server.threads(),
        server.descriptors(),
        Files.size(folder.resolve("streamgate.db")),
        Files.size(folder.resolve("streamgate.db-wal")),
        ended);
  }

  private List<String> told(List<Held> held) {
    var table = new Table("median of", "second quarter", "last quarter", "more");
    row(table, "heap, MB", held, one -> one.heapBytes() / 1e6);
    row(table, "resident, MB", held, one -> one.residentBytes() / 1e6);
    row(table, "threads", held, Held::threads);
    row(table, "open descriptors", held, Held::descriptors);
    row(table, "write-ahead log, MB", held, one -> one.logBytes() / 1e6);
    row(table, "database, MB", held, one -> one.databaseBytes() / 1e6);
    row(table, "streams that have ended", held, Held::ended);
    return table.under(
        "%,d requests a second of the mixed load for %d minutes, over %d connections, with some %,d"
                .formatted(PER_SECOND, time.toMinutes(), CONNECTIONS, 50 * CONNECTIONS)
            + " live streams all the time; %d samples.".formatted(SAMPLES)
            + " The heap is what is left after a collection. The database grows by the history of"
            + " what has ended, which is kept for 30 days: by %,.0f bytes for each such stream."
                .formatted(bytesForEachEnded(held)));
  }

  private static double bytesForEachEnded(List<Held> held) {
    var early = held.get(held.size() / 4);
    var late = held.getLast();
    return (double) (late.databaseBytes() - early.databaseBytes()) / (late.ended() - early.ended());
  }

  private static void row(
      Table table, String name, List<Held> held, ToDoubleFunction<Held> figure) {
    var quarter = held.size() / 4;
    var second = median(held.subList(quarter, 2 * quarter), figure);
    var last = median(held.subList(held.size() - quarter, held.size()), figure);
    table.row(
        name,
        "%,.1f".formatted(second),
        "%,.1f".formatted(last),
        "%+.1f%%".formatted(100 * (last / second - 1)));
  }

  private static double median(List<Held> held, ToDoubleFunction<Held> figure) {
    return Sample.of(held.stream().mapToDouble(figure).boxed().toList()).median();
  }
}
