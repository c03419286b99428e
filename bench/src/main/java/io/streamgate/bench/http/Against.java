package io.streamgate.bench.http;

import io.streamgate.bench.http.script.Load;
import io.streamgate.bench.http.server.Contender;
import io.streamgate.bench.http.server.Machine;
import io.streamgate.bench.http.server.Machine.Cores;
import io.streamgate.bench.http.server.Round;
import io.streamgate.bench.http.server.Servers;
import io.streamgate.bench.load.Pace;
import io.streamgate.bench.report.Part;
import io.streamgate.bench.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Compares this build with another one, such as the commit before: both servers run at the same
 * time and are loaded in turn, so that a machine whose speed varies affects both.
 */
record Against(Path other, int rounds) implements Part {

  private static final String THIS = "this";
  private static final String OTHER = "other";
  private static final Duration TIME = Duration.ofSeconds(3);

  /** On one core, JIT compilation takes about this long. A build with more code needs longer. */
  private static final Duration WARM_UP = Duration.ofSeconds(40);

  private static final Pace MAXIMUM = new Pace.Saturating(TIME);
  private static final Pace STEADY = new Pace.Steady(4_000, TIME);

  @Override
  public List<String> measure() {
    var table =
        new Table(
            "load", "store", "requests/s", "a CPU second", "p99", "p99 ms, this", "p99 ms, other");
    for (var connections : List.of(64, 256)) {
      var title = "start -> end, %d connections, two cores".formatted(connections);
      row(table, title, "sqlite", run("sqlite", Load.START_END, Cores.TWO, connections, MAXIMUM));
    }
    for (var store : List.of("sqlite", "memory")) {
      for (var load : Load.usual()) {
        row(table, load.title(), store, run(store, load, Cores.ONE, 64, MAXIMUM));
      }
      for (var load : List.of(Load.START_END, Load.MIXED)) {
        row(table, load.title() + ", 4,000/s", store, run(store, load, Cores.ONE, 64, STEADY));
      }
    }
    return table.under(
        "This build and another, loaded in turn. *requests/s*, *a CPU second* and *p99* are this"
            + " build's figures divided by the other's, round by round: medians of "
            + rounds
            + " rounds, with the range. 64 connections and one core for the server, unless the load"
            + " says otherwise.");
  }

  private Interleaved run(String store, Load load, Cores cores, int connections, Pace pace) {
    var builds = List.of(contender(store).named(THIS), contender(store).of(other).named(OTHER));
    try (var servers = Servers.start(cores, builds)) {
      var waiting = Machine.waiting(cores);
      return Interleaved.run(servers.all(), load, connections, waiting, WARM_UP, rounds, pace);
    }
  }

  /** Two servers are filled and measured in turn: no stream may lapse meanwhile. */
  private static Contender contender(String store) {
    return Contender.streamgate(store).with("STREAMGATE_LEASE", "PT1H");
  }

  private static void row(Table table, String load, String store, Interleaved run) {
    table.row(
        load,
        store,
        run.ratio(THIS, OTHER, Round::perSecond).told("%.2f"),
        run.ratio(THIS, OTHER, Round::perProcessorSecond).told("%.2f"),
        run.ratio(THIS, OTHER, round -> round.tally().millis(99)).told("%.2f"),
        "%.2f".formatted(run.figure(THIS, round -> round.tally().millis(99)).median()),
        "%.2f".formatted(run.figure(OTHER, round -> round.tally().millis(99)).median()));
    System.out.println(table.lines().getLast());
  }
}
