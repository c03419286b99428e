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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures the latency of ordinary players during an attack. */
record Hostile(int rounds) implements Part {

  private static final int SLOW = 500;
  private static final int REFUSED_PER_SECOND = 5_000;
  private static final int ORDINARY_PER_SECOND = 1_000;
  private static final int CONNECTIONS = 32;
  private static final int VIEWERS_PER_SIEGE = 100_000;
  private static final Duration TIME = Duration.ofSeconds(15);

  @Override
  public List<String> measure() throws IOException {
    var alone = new ArrayList<Round>();
    var attacked = new ArrayList<Round>();
    var reopened = 0L;
    var refused = 0L;
    try (var server = Contender.streamgate("sqlite").start(Cores.ONE);
        var driver = Load.MIXED.connect(server.port(), CONNECTIONS, Driver.Waiting.NAPPING)) {
      var pace = new Pace.Steady(ORDINARY_PER_SECOND, TIME);
      driver.run(pace);
      for (var round = 0; round < rounds; round++) {
        alone.add(Round.of(server, driver, pace));
        var siege = start(server.port(), round);
        try (var output =
            new BufferedReader(
                new InputStreamReader(siege.getInputStream(), StandardCharsets.UTF_8))) {
          expect("attacking", output);
          // warms up the flood, until the server closes the first slow connections
          driver.run(pace);
          attacked.add(Round.of(server, driver, pace));
          siege.getOutputStream().write('\n');
          siege.getOutputStream().flush();
          var counts = lineOf(output).split(" ", 2);
          reopened += Long.parseLong(counts[0]);
          refused += Long.parseLong(counts[1]);
        } finally {
          siege.destroyForcibly();
        }
      }
    }
    return report(alone, attacked, reopened, refused);
  }

  private static void expect(String line, BufferedReader output) throws IOException {
    var got = lineOf(output);
    if (!line.equals(got)) {
      throw new IllegalStateException("unexpected output of the hostile client: " + got);
    }
  }

  private static String lineOf(BufferedReader output) throws IOException {
    var line = output.readLine();
    if (line == null) {
      throw new IllegalStateException("the hostile client has failed");
    }
    return line;
  }

  private static Process start(int port, int round) throws IOException {
    return new ProcessBuilder(
            "nice",
            "-n",
            "10",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            "bench/target/bench.jar",
            Siege.class.getName(),
            Integer.toString(port),
            Integer.toString(SLOW),
            Integer.toString(REFUSED_PER_SECOND),
            Integer.toString((round + 1) * VIEWERS_PER_SIEGE))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private List<String> report(
      List<Round> alone, List<Round> attacked, long reopened, long refused) {
    var table = new Table("latency", "alone", "under attack", "ratio");
    for (var percent : List.of(50.0, 99.0, 99.9)) {
      table.row(
          "p%s, ms".formatted(percent).replace(".0,", ","),
          millis(alone, percent).told("%.2f"),
          millis(attacked, percent).told("%.2f"),
          "%.1f".formatted(millis(attacked, percent).median() / millis(alone, percent).median()));
    }
    table.row(
        "cores used",
        Sample.of(alone.stream().map(Round::coresUsed).toList()).told("%.2f"),
        Sample.of(attacked.stream().map(Round::coresUsed).toList()).told("%.2f"),
        "");
    return table.under(
        "%,d requests a second of the mixed load over %d connections, with one core for the server:"
                .formatted(ORDINARY_PER_SECOND, CONNECTIONS)
            + " alone, and while %d connections send a header one byte a second".formatted(SLOW)
            + " (%,d were closed and reopened) and %,d starts a second are refused (%,d in total)."
                .formatted(reopened, REFUSED_PER_SECOND, refused)
            + " %d rounds of %d s each. Budget: p99 at most 3 times as high."
                .formatted(rounds, TIME.toSeconds()));
  }

  private static Sample millis(List<Round> rounds, double percent) {
    return Sample.of(rounds.stream().map(round -> round.tally().millis(percent)).toList());
  }
}
