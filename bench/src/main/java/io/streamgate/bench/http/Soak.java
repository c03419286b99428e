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
  private record Usage(
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
    var samples = new ArrayList<Usage>();
    var requests = 0L;
    try (var server = contender.start(Cores.ONE);
        var driver = Load.MIXED.connect(server.port(), CONNECTIONS, Driver.Waiting.NAPPING)) {
      for (var i = 0; i < SAMPLES; i++) {
        requests += driver.run(new Pace.Steady(PER_SECOND, time.dividedBy(SAMPLES))).answers();
        samples.add(usageOf(server, folder, requests * Load.ENDS_OF_100_MIXED / 100));
      }
    }
    return report(samples);
  }

  private static Usage usageOf(Served server, Path folder, long ended) throws IOException {
    return new Usage(
        server.residentBytes(),
        server.heapBytesAfterCollection(),
        server.threads(),
        server.descriptors(),
        Files.size(folder.resolve("streamgate.db")),
        Files.size(folder.resolve("streamgate.db-wal")),
        ended);
  }

  private List<String> report(List<Usage> samples) {
    var table = new Table("median of", "second quarter", "last quarter", "change");
    row(table, "heap, MB", samples, one -> one.heapBytes() / 1e6);
    row(table, "resident, MB", samples, one -> one.residentBytes() / 1e6);
    row(table, "threads", samples, Usage::threads);
    row(table, "open descriptors", samples, Usage::descriptors);
    row(table, "write-ahead log, MB", samples, one -> one.logBytes() / 1e6);
    row(table, "database, MB", samples, one -> one.databaseBytes() / 1e6);
    row(table, "ended streams", samples, Usage::ended);
    return table.under(
        "%,d requests a second of the mixed load for %d minutes, over %d connections, with about %,d"
                .formatted(PER_SECOND, time.toMinutes(), CONNECTIONS, 50 * CONNECTIONS)
            + " live streams at any time; %d samples.".formatted(SAMPLES)
            + " The heap is measured after a collection. The database grows by the history of ended"
            + " streams: by %,.0f bytes per stream.".formatted(bytesPerEndedStream(samples)));
  }

  private static double bytesPerEndedStream(List<Usage> samples) {
    var early = samples.get(samples.size() / 4);
    var late = samples.getLast();
    return (double) (late.databaseBytes() - early.databaseBytes()) / (late.ended() - early.ended());
  }

  private static void row(
      Table table, String name, List<Usage> samples, ToDoubleFunction<Usage> figure) {
    var quarter = samples.size() / 4;
    var second = median(samples.subList(quarter, 2 * quarter), figure);
    var last = median(samples.subList(samples.size() - quarter, samples.size()), figure);
    table.row(
        name,
        "%,.1f".formatted(second),
        "%,.1f".formatted(last),
        "%+.1f%%".formatted(100 * (last / second - 1)));
  }

  private static double median(List<Usage> samples, ToDoubleFunction<Usage> figure) {
    return Sample.of(samples.stream().mapToDouble(figure).boxed().toList()).median();
  }
}
