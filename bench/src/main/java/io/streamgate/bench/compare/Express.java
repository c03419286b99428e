package io.streamgate.bench.compare;

import io.streamgate.bench.compare.Redis.Durability;
import io.streamgate.bench.http.script.Load;
import io.streamgate.bench.http.server.Contender;
import io.streamgate.bench.http.server.Machine.Cores;
import io.streamgate.bench.http.server.Served;
import io.streamgate.bench.http.server.Servers;
import io.streamgate.bench.load.Driver;
import io.streamgate.bench.load.Pace;
import io.streamgate.bench.report.Part;
import io.streamgate.bench.report.Sample;
import io.streamgate.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Compares Streamgate over HTTP with a service that reads the count, compares, and writes. */
public record Express(int rounds) implements Part {

  private static final Path FOLDER = Path.of("bench", "express");
  private static final Duration TIME = Duration.ofSeconds(3);
  private static final int CONNECTIONS = 64;

  @Override
  public List<String> measure() throws IOException, InterruptedException {
    if (!Redis.isInstalled() || !isInstalled()) {
      return List.of("Skipped: `redis-server`, `node` or `npm` is not installed.");
    }
    try (var redis = Redis.start(Durability.NONE);
        var servers =
            Servers.start(
                Cores.TWO,
                List.of(
                    Contender.streamgate("memory"),
                    Contender.streamgate("sqlite"),
                    Contender.program(
                        "Express on Redis",
                        "node",
                        FOLDER.resolve("server.mjs").toString(),
                        "{port}",
                        Integer.toString(redis.port()))))) {
      return compared(servers.all());
    }
  }

  private static boolean isInstalled() throws IOException, InterruptedException {
    if (Files.isDirectory(FOLDER.resolve("node_modules"))) {
      return true;
    }
    try {
      return new ProcessBuilder("npm", "ci")
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private List<String> compared(List<Served> servers) {
    var perSecond = new LinkedHashMap<String, List<Double>>();
    var p99 = new LinkedHashMap<String, List<Double>>();
    for (var round = -2; round < rounds; round++) {
      for (var server : servers) {
        try (var driver =
            Load.START_END.connect(server.port(), CONNECTIONS, Driver.Waiting.NAPPING)) {
          var tally = driver.run(new Pace.Saturating(TIME));
          if (round >= 0) {
            add(perSecond, server, tally.perSecond() / 2);
            add(p99, server, tally.millis(99));
          }
        }
      }
    }
    var table =
        new Table(
            "service",
            "starts/s, each ended",
            "p99 ms",
            "over-admitted of 200 (20 starts at once)",
            "of 1,000 (4 at once)");
    for (var server : servers) {
      table.row(
          server.name(),
          Sample.of(perSecond.getOrDefault(server.name(), List.of())).told("%,.0f"),
          Sample.of(p99.getOrDefault(server.name(), List.of())).told("%.2f"),
          Integer.toString(Burst.overAdmitted(server.port(), 200, 20)),
          Integer.toString(Burst.overAdmitted(server.port(), 1_000, 4)));
    }
    return table.under(
        "Over HTTP with %d connections, two cores for server, Redis and client; medians of %d rounds"
                .formatted(CONNECTIONS, rounds)
            + " with the range. The Express service, `bench/express/server.mjs`, reads the count,"
            + " compares, and writes, as such services usually do; its Redis keeps nothing on disk."
            + " Streamgate's sqlite has every start on disk before it responds.");
  }

  private static void add(LinkedHashMap<String, List<Double>> to, Served server, double figure) {
    to.computeIfAbsent(server.name(), _ -> new ArrayList<>()).add(figure);
  }
}
