package io.streamgate.bench.http;

import io.streamgate.bench.http.script.Load;
import io.streamgate.bench.http.server.Machine;
import io.streamgate.bench.http.server.Machine.Cores;
import io.streamgate.bench.load.Pace;
import java.time.Duration;
import java.util.Locale;

/**
 * Loads a running server, for use with a profiler:
 *
 * <pre>java -cp bench/target/bench.jar io.streamgate.bench.http.Drive 8080 HEARTBEATS 64 30</pre>
 *
 * <p>The arguments are port, load, connections, and seconds.
 */
final class Drive {

  private Drive() {}

  /** See the class. */
  public static void main(String[] arguments) {
    Machine.pinClient();
    var load = Load.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    var seconds = Duration.ofSeconds(Long.parseLong(arguments[3]));
    var connections = Integer.parseInt(arguments[2]);
    var port = Integer.parseInt(arguments[0]);
    try (var driver = load.connect(port, connections, Machine.waiting(Cores.ONE))) {
      var tally = driver.run(new Pace.Saturating(seconds));
      System.out.printf(
          Locale.ROOT,
          "%s: %,.0f/s, p50 %.2f ms, p99 %.2f ms%n",
          load.title(),
          tally.perSecond(),
          tally.millis(50),
          tally.millis(99));
    }
  }
}
