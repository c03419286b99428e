package io.streamgate.bench.http;

import io.streamgate.bench.http.script.Load;
import io.streamgate.bench.http.server.Contender;
import io.streamgate.bench.http.server.Machine.Cores;
import io.streamgate.bench.http.server.Round;
import io.streamgate.bench.load.Driver;
import io.streamgate.bench.load.Pace;
import io.streamgate.bench.report.Part;
import io.streamgate.bench.report.Sample;
import io.streamgate.bench.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures durable starts per second, with two cores for server and client. */
record Durable(int rounds) implements Part {

  private static final List<Integer> CONNECTIONS = List.of(64, 256);
  private static final Duration TIME = Duration.ofSeconds(5);

  @Override
  public List<String> measure() {
    var table = new Table("connections", "starts/s", "p50 ms", "p99 ms", "cores of the server");
    for (var connections : CONNECTIONS) {
      var measured = new ArrayList<Round>();
      try (var server = Contender.streamgate("sqlite").start(Cores.TWO);
          var driver = Load.START_END.connect(server.port(), connections, Driver.Waiting.NAPPING)) {
        driver.run(new Pace.Saturating(TIME.multipliedBy(3)));
        for (var round = 0; round < rounds; round++) {
          measured.add(Round.of(server, driver, new Pace.Saturating(TIME)));
        }
      }
      table.row(
          Integer.toString(connections),
          // every second request is an end
          Sample.of(measured.stream().map(one -> one.perSecond() / 2).toList()).told("%,.0f"),
          Sample.of(measured.stream().map(one -> one.tally().millis(50)).toList()).told("%.2f"),
          Sample.of(measured.stream().map(one -> one.tally().millis(99)).toList()).told("%.2f"),
          Sample.of(measured.stream().map(Round::coresUsed).toList()).told("%.2f"));
    }
    return table.under(
        "Starts, each followed by its end, with sqlite on two cores that the client shares. Every"
            + " response waits for the commit. Budget: 10,000 starts a second. Medians of "
            + rounds
            + " rounds, with the range.");
  }
}
