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

/** Measures one core's maximum throughput, beside a server that makes no decisions. */
record Throughput(int rounds) implements Part {

  private static final int CONNECTIONS = 64;
  private static final Duration TIME = Duration.ofSeconds(3);

  @Override
  public List<String> measure() throws IOException {
    var table =
        new Table(
            "load",
            "store",
            "requests/s",
            "of bare",
            "a CPU second",
            "of bare",
            "cores",
            "p50 ms",
            "p99 ms");
    try (var servers =
        Servers.withBare(
            Cores.ONE, Contender.streamgate("memory"), Contender.streamgate("sqlite"))) {
      for (var load : Load.usual()) {
        var run =
            Interleaved.run(servers.all(), load, CONNECTIONS, rounds, new Pace.Saturating(TIME));
        for (var server : servers.all()) {
          row(table, load, server.name(), run);
        }
      }
    }
    return table.under(
        CONNECTIONS
            + " connections, each of which sends its next request as soon as it has a response; the"
            + " server has one core, the client the other. Medians of "
            + rounds
            + " rounds, with the range; *of bare* is the ratio within a round.");
  }

  private static void row(Table table, Load load, String server, Interleaved run) {
    table.row(
        load.title(),
        server,
        run.figure(server, Round::perSecond).told("%,.0f"),
        run.ratio(server, "bare", Round::perSecond).told("%.2f"),
        run.figure(server, Round::perProcessorSecond).told("%,.0f"),
        run.ratio(server, "bare", Round::perProcessorSecond).told("%.2f"),
        "%.2f".formatted(run.figure(server, Round::coresUsed).median()),
        "%.2f".formatted(run.figure(server, round -> round.tally().millis(50)).median()),
        "%.2f".formatted(run.figure(server, round -> round.tally().millis(99)).median()));
  }
}
