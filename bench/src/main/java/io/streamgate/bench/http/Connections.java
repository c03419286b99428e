package io.streamgate.bench.http;

import io.streamgate.bench.http.script.Load;
import io.streamgate.bench.http.server.Contender;
import io.streamgate.bench.http.server.Machine.Cores;
import io.streamgate.bench.http.server.Round;
import io.streamgate.bench.http.server.Servers;
import io.streamgate.bench.load.Pace;
import io.streamgate.bench.report.Part;
import io.streamgate.bench.report.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Measures how throughput grows with the number of connections, up to 64. */
record Connections(int rounds) implements Part {

  private static final List<Integer> CONNECTIONS = List.of(1, 4, 16, 64);
  private static final Duration TIME = Duration.ofSeconds(2);

  @Override
  public List<String> measure() throws IOException {
    var table = new Table("connections", "store", "requests/s", "p50 ms", "p99 ms");
    try (var servers =
        Servers.withBare(
            Cores.ONE, Contender.streamgate("memory"), Contender.streamgate("sqlite"))) {
      for (var connections : CONNECTIONS) {
        var pace = new Pace.Saturating(TIME);
        var run = Interleaved.run(servers.all(), Load.START_END, connections, rounds, pace);
        for (var server : servers.all()) {
          table.row(
              Integer.toString(connections),
              server.name(),
              run.figure(server.name(), Round::perSecond).told("%,.0f"),
              "%.2f".formatted(run.figure(server.name(), one -> one.tally().millis(50)).median()),
              "%.2f".formatted(run.figure(server.name(), one -> one.tally().millis(99)).median()));
        }
      }
    }
    return table.under(
        "Starts and their ends. Each connection sends its next request as soon as it has a response;"
            + " the server has one core. With sqlite a response waits for the disk, and one sync"
            + " serves all waiting requests. Medians of "
            + rounds
            + " rounds, with the range.");
  }
}
