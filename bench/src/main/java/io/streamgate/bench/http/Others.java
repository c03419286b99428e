package io.streamgate.bench.http;

import io.streamgate.bench.http.script.Load;
import io.streamgate.bench.http.server.Contender;
import io.streamgate.bench.http.server.Machine;
import io.streamgate.bench.http.server.Machine.Cores;
import io.streamgate.bench.http.server.Round;
import io.streamgate.bench.http.server.Served;
import io.streamgate.bench.http.server.Servers;
import io.streamgate.bench.load.Pace;
import io.streamgate.bench.report.Part;
import io.streamgate.bench.report.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures whether a million other live streams slow a viewer down, and their memory use. */
record Others(int streams, int rounds) implements Part {

  private static final int CONNECTIONS = 64;
  private static final Duration TIME = Duration.ofSeconds(3);

  /** Long enough that no stream expires before all are started. */
  private static final String LEASE = "P1D";

  @Override
  public List<String> measure() throws IOException {
    var sqlite = Contender.streamgate("sqlite").with("STREAMGATE_LEASE", LEASE);
    var other = Contender.streamgate("sqlite").with("STREAMGATE_LEASE", LEASE).named("full");
    var lines = new ArrayList<String>();
    try (var servers = Servers.start(Cores.ONE, List.of(sqlite, other))) {
      var full = servers.all().getLast();
      var before = full.heapBytesAfterCollection();
      fill(full);
      var each = (double) (full.heapBytesAfterCollection() - before) / streams;
      lines.add(
          ("%,d live streams, one per viewer, with about 200 bytes of details each, on sqlite:"
                  + " **%.0f bytes of heap per stream** after a collection (budget: 1,000). The"
                  + " process then used %,d MB.")
              .formatted(streams, each, full.residentBytes() / 1_000_000));
      lines.add("");
      lines.add(
          "The same load on that server and on an empty one, with one core; medians of "
              + rounds
              + " rounds with the range. Budget: 0.9 of the empty server.");
      lines.add("");
      var table = new Table("load", "empty, requests/s", "full, requests/s", "of empty", "p99 ms");
      for (var load : List.of(Load.START_END, Load.HEARTBEATS, Load.MIXED)) {
        var pace = new Pace.Saturating(TIME);
        var run = Interleaved.run(servers.all(), load, CONNECTIONS, rounds, pace);
        table.row(
            load.title(),
            run.figure("sqlite", Round::perSecond).told("%,.0f"),
            run.figure("full", Round::perSecond).told("%,.0f"),
            run.ratio("full", "sqlite", Round::perSecond).told("%.2f"),
            "%.2f and %.2f"
                .formatted(
                    run.figure("sqlite", one -> one.tally().millis(99)).median(),
                    run.figure("full", one -> one.tally().millis(99)).median()));
      }
      lines.addAll(table.lines());
    }
    return lines;
  }

  private void fill(Served server) {
    try (var driver =
        Load.FILL.connect(server.port(), 4 * CONNECTIONS, Machine.waiting(Cores.ONE))) {
      driver.run(new Pace.Counted(streams));
    }
  }
}
