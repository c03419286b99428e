package io.streamgate.bench.http;

import io.streamgate.bench.http.script.Load;
import io.streamgate.bench.http.server.Machine;
import io.streamgate.bench.http.server.Machine.Cores;
import io.streamgate.bench.http.server.Round;
import io.streamgate.bench.http.server.Served;
import io.streamgate.bench.load.Driver;
import io.streamgate.bench.load.Driver.Waiting;
import io.streamgate.bench.load.Pace;
import io.streamgate.bench.report.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Loads several servers in turn, round by round. A disturbance of the machine then affects all of
 * them, and figures are compared within a round.
 */
final class Interleaved {

  private static final Duration WARM_UP = Duration.ofSeconds(12);
  private static final Duration SETTLING = Duration.ofMillis(500);

  private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

  private Interleaved() {}

  static Interleaved run(List<Served> servers, Load load, int connections, int rounds, Pace pace) {
    var waiting = Machine.waiting(Cores.ONE);
    return run(servers, load, connections, waiting, WARM_UP, rounds, pace);
  }

  static Interleaved run(
      List<Served> servers,
      Load load,
      int connections,
      Waiting waiting,
      Duration warmUp,
      int rounds,
      Pace pace) {
    var interleaved = new Interleaved();
    var drivers = new ArrayList<Driver>();
    try {
      for (var server : servers) {
        interleaved.rounds.put(server.name(), new ArrayList<>());
        var driver = load.connect(server.port(), connections, waiting);
        drivers.add(driver);
        driver.run(new Pace.Saturating(warmUp));
      }
      for (var round = 0; round < rounds; round++) {
        for (var i = 0; i < servers.size(); i++) {
          var server = servers.get(i);
          drivers.get(i).run(new Pace.Saturating(SETTLING));
          var measured = Round.of(server, drivers.get(i), pace);
          interleaved.of(server.name()).add(measured);
        }
      }
      return interleaved;
    } finally {
      drivers.forEach(Driver::close);
    }
  }

  private List<Round> of(String server) {
    return rounds.getOrDefault(server, List.of());
  }

  /** Returns a figure of one server over all rounds. */
  Sample figure(String server, ToDoubleFunction<Round> figure) {
    return Sample.of(of(server).stream().mapToDouble(figure).boxed().toList());
  }

  /** Returns one server's figure divided by the other's, round by round. */
  Sample ratio(String server, String other, ToDoubleFunction<Round> figure) {
    return Sample.of(
        IntStream.range(0, of(server).size())
            .mapToObj(
                i ->
                    figure.applyAsDouble(of(server).get(i))
                        / figure.applyAsDouble(of(other).get(i)))
            .toList());
  }
}
