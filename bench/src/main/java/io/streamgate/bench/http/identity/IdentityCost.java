package io.streamgate.bench.http.identity;

import io.streamgate.bench.http.script.Load;
import io.streamgate.bench.http.server.Contender;
import io.streamgate.bench.http.server.Machine;
import io.streamgate.bench.http.server.Machine.Cores;
import io.streamgate.bench.http.server.Round;
import io.streamgate.bench.http.server.Served;
import io.streamgate.bench.http.server.Servers;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measures what a heartbeat costs by each credential, and its latency in a flood of tokens. */
public record IdentityCost(int rounds) implements Part {

  private static final int CONNECTIONS = 32;

  /** With more, new tokens would wait for longer than the server lets them. */
  private static final int SATURATING_CONNECTIONS = 8;

  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration TIME = Duration.ofSeconds(4);
  private static final Duration FLOODED = Duration.ofSeconds(15);
  private static final int ORDINARY_PER_SECOND = 1_000;
  private static final int WRONG_PER_SECOND = 5_000;

  @Override
  public List<String> measure() throws IOException {
    var tokens = AccessTokens.create();
    var lines = new ArrayList<>(cost(tokens));
    lines.add("");
    lines.addAll(flood(tokens));
    return lines;
  }

  private List<String> cost(AccessTokens tokens) {
    var byAddress = Contender.streamgate("memory").named("address");
    var byToken = tokens.accepting(Contender.streamgate("memory").named("jwt"));
    var drivers = new EnumMap<Shown, Driver>(Shown.class);
    try (var servers = Servers.start(Cores.ONE, List.of(byAddress, byToken))) {
      for (var shown : Shown.values()) {
        var driver = connect(shown, tokens, server(servers, shown).port());
        drivers.put(shown, driver);
        driver.run(new Pace.Saturating(WARM_UP));
      }
      var measured = new EnumMap<Shown, List<Round>>(Shown.class);
      for (var round = 0; round < rounds; round++) {
        drivers.forEach(
            (shown, driver) ->
                measured
                    .computeIfAbsent(shown, _ -> new ArrayList<>())
                    .add(Round.of(server(servers, shown), driver, new Pace.Saturating(TIME))));
      }
      return costs(measured);
    } finally {
      drivers.values().forEach(Driver::close);
    }
  }

  private static Served server(Servers servers, Shown shown) {
    return shown == Shown.ADDRESS ? servers.all().getFirst() : servers.all().getLast();
  }

  private static Driver connect(Shown shown, AccessTokens tokens, int port) {
    var waiting = Machine.waiting(Cores.ONE);
    return Load.heartbeats(shown.by(tokens), port, SATURATING_CONNECTIONS, waiting);
  }

  private List<String> costs(Map<Shown, List<Round>> measured) {
    var table = new Table("heartbeat by", "CPU us a request", "of address");
    measured.forEach(
        (shown, of) ->
            table.row(
                shown.title(),
                figure(of, IdentityCost::micros).told("%.0f"),
                ratio(of, measured.getOrDefault(Shown.ADDRESS, of)).told("%.2f")));
    return table.under(
        ("The server's processor time for a heartbeat, on one core, with the memory store and %d"
                + " connections; the client, on the other core, signs the new tokens. %d rounds of"
                + " %d s each, in turn.")
            .formatted(SATURATING_CONNECTIONS, rounds, TIME.toSeconds()));
  }

  private static double micros(Round round) {
    return 1e6 / round.perProcessorSecond();
  }

  private static Sample ratio(List<Round> of, List<Round> other) {
    var ratios = new ArrayList<Double>();
    for (var i = 0; i < of.size(); i++) {
      ratios.add(micros(of.get(i)) / micros(other.get(i)));
    }
    return Sample.of(ratios);
  }

  private static Sample figure(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Sample.of(rounds.stream().mapToDouble(figure).boxed().toList());
  }

  private List<String> flood(AccessTokens tokens) throws IOException {
    var alone = new ArrayList<Round>();
    var flooded = new ArrayList<Round>();
    var counts = new ArrayList<String>();
    try (var server = tokens.accepting(Contender.streamgate("memory")).start(Cores.ONE);
        var driver =
            Load.heartbeats(
                Shown.STREAM_TOKEN.by(tokens),
                server.port(),
                CONNECTIONS,
                Driver.Waiting.NAPPING)) {
      var pace = new Pace.Steady(ORDINARY_PER_SECOND, FLOODED);
      driver.run(pace);
      for (var round = 0; round < rounds; round++) {
        alone.add(Round.of(server, driver, pace));
        var flood = start(server.port(), tokens.es256("signature"));
        try (var output =
            new BufferedReader(
                new InputStreamReader(flood.getInputStream(), StandardCharsets.UTF_8))) {
          expect("flooding", output.readLine());
          driver.run(pace);
          flooded.add(Round.of(server, driver, pace));
          flood.getOutputStream().write('\n');
          flood.getOutputStream().flush();
          counts.add(String.valueOf(output.readLine()));
        } finally {
          flood.destroyForcibly();
        }
      }
    }
    return report(alone, flooded, counts);
  }

  private static void expect(String line, String got) {
    if (!line.equals(got)) {
      throw new IllegalStateException("unexpected output of the flood: " + got);
    }
  }

  private static Process start(int port, String token) throws IOException {
    return new ProcessBuilder(
            "nice",
            "-n",
            "10",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            "bench/target/bench.jar",
            TokenFlood.class.getName(),
            Integer.toString(port),
            Integer.toString(WRONG_PER_SECOND),
            token)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private List<String> report(List<Round> alone, List<Round> flooded, List<String> counts) {
    var table = new Table("latency", "alone", "in the flood", "ratio");
    for (var percent : List.of(50.0, 99.0, 99.9)) {
      var usual = figure(alone, round -> round.tally().millis(percent));
      var under = figure(flooded, round -> round.tally().millis(percent));
      table.row(
          "p%s, ms".formatted(percent).replace(".0,", ","),
          usual.told("%.2f"),
          under.told("%.2f"),
          "%.1f".formatted(under.median() / usual.median()));
    }
    return table.under(
        ("%,d heartbeats a second by stream token, with one core for the server: alone, and while"
                + " %,d starts a second by wrongly signed ES256 tokens are offered, each from another"
                + " address. %s None was accepted. %d rounds of %d s each.")
            .formatted(
                ORDINARY_PER_SECOND,
                WRONG_PER_SECOND,
                answered(counts),
                rounds,
                FLOODED.toSeconds()));
  }

  private static String answered(List<String> counts) {
    var invalid = 0L;
    var unavailable = 0L;
    var seconds = 0.0;
    for (var line : counts) {
      var parts = line.split(" ", 3);
      invalid += Long.parseLong(parts[0]);
      unavailable += Long.parseLong(parts[1]);
      seconds += Double.parseDouble(parts[2]);
    }
    return "Of %,.0f a second, %,d got 401 and %,d got 503."
        .formatted((invalid + unavailable) / seconds, invalid, unavailable);
  }
}
