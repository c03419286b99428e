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

/** Measures latency at fixed rates below the server's capacity. */
record Latency(int rounds) implements Part {

  private static final int CONNECTIONS = 64;
  private static final List<Integer> PER_SECOND = List.of(1_000, 4_000, 8_000);
  private static final Duration TIME = Duration.ofSeconds(5);

  @Override
  public List<String> measure() throws IOException {
    var table = new Table("load", "a second", "store", "p50 ms", "p99 ms", "p99.9 ms", "cores");
    try (var servers =
        Servers.withBare(
            Cores.ONE, Contender.streamgate("memory"), Contender.streamgate("sqlite"))) {
      for (var load : List.of(Load.START_END, Load.MIXED)) {
        for (var rate : PER_SECOND) {
          var pace = new Pace.Steady(rate, TIME);
          var run = Interleaved.run(servers.all(), load, CONNECTIONS, rounds, pace);
          for (var server : servers.all()) {
            table.row(
                load.title(),
                "%,d".formatted(rate),
                server.name(),
                run.figure(server.name(), round -> round.tally().millis(50)).told("%.2f"),
                run.figure(server.name(), round -> round.tally().millis(99)).told("%.2f"),
                run.figure(server.name(), round -> round.tally().millis(99.9)).told("%.2f"),
                "%.2f".formatted(run.figure(server.name(), Round::coresUsed).median()));
          }
        }
      }
    }
    return table.under(
        "Requests at a fixed rate over "
            + CONNECTIONS
            + " connections; latency counts from when a request was due. The server has one core."
            + " Medians of "
            + rounds
            + " rounds of "
            + TIME.toSeconds()
            + " s, with the range.");
  }
}
