package io.streamgate.bench.cpu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures the CPU time that a call to DynamoDB takes of the process that makes it:
 *
 * <pre>./make.sh bench cpu [rounds]</pre>
 *
 * <p>The DynamoDB answers always the same, in processes of its own. The rounds of all loads are
 * interleaved, so that what disturbs the machine for a while disturbs them all, and the median of
 * each is told. Over plain HTTP: TLS is not in the figures.
 */
public final class Cpu {

  private static final int ROUNDS = 15;
  private static final int WARM_UPS = 3;
  private static final int CALLS = 10_000;

  private Cpu() {}

  /** See the class. */
  public static void main(String[] arguments) {
    // those of the default chain, which the canned DynamoDB does not look at
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
    try (var running =
            CannedProcess.answering(Scene.updatedWhileRunning(), Scene.gotWhileRunning());
        var ended = CannedProcess.answering(Scene.updatedByEnd(), Scene.gotWhileRunning())) {
      var loads = Loads.at(running.endpoint(), ended.endpoint());
      print(measured(loads, rounds));
      loads.forEach(load -> load.end().run());
    }
  }

  private static Map<Load, List<Round>> measured(List<Load> loads, int rounds) {
    var measured = new LinkedHashMap<Load, List<Round>>();
    loads.forEach(load -> measured.put(load, new ArrayList<>()));
    for (var i = -WARM_UPS; i < rounds; i++) {
      for (var load : loads) {
        var round = Round.of(load, CALLS);
        if (i >= 0) {
          measured.get(load).add(round);
        }
      }
    }
    return measured;
  }

  private static void print(Map<Load, List<Round>> measured) {
    line(
        "%-52s %8s %8s %8s %9s",
        "CPU of one call in microseconds", "median", "quarter", "3/4", "calls/s");
    measured.forEach(
        (load, rounds) ->
            line(
                "%-52s %8.1f %8.1f %8.1f %9.0f",
                load.name(),
                quantile(rounds, Round::cpuMicros, 0.5),
                quantile(rounds, Round::cpuMicros, 0.25),
                quantile(rounds, Round::cpuMicros, 0.75),
                quantile(rounds, Round::callsPerSecond, 0.5)));
  }

  private static double quantile(List<Round> rounds, ToDoubleFunction<Round> figure, double share) {
    var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static void line(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
