package io.streamgate.bench.http;

import io.streamgate.bench.http.server.Contender;
import io.streamgate.bench.http.server.Machine.Cores;
import io.streamgate.bench.report.Part;
import io.streamgate.bench.report.Sample;
import io.streamgate.bench.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Measures the time from process start to the first ready response, with an empty store. */
record Ready(int starts) implements Part {

  @Override
  public List<String> measure() throws IOException {
    var cache = Contender.scratch("aot").resolve("streamgate.aot");
    var training = Contender.streamgate("sqlite", "-XX:AOTCacheOutput=" + cache);
    try (var server = training.start(Cores.TWO)) {
      server.stop();
    }
    var seconds = new LinkedHashMap<String, List<Double>>();
    for (var i = 0; i < starts; i++) {
      time(seconds, "memory", Contender.streamgate("memory"));
      time(seconds, "sqlite", Contender.streamgate("sqlite"));
      var withCache = Contender.streamgate("sqlite", "-XX:AOTCache=" + cache);
      time(seconds, "sqlite, with an AOT cache", withCache);
    }
    var table = new Table("store", "seconds", "budget");
    seconds.forEach(
        (name, taken) ->
            table.row(name, Sample.of(taken).told("%.2f"), name.contains("AOT") ? "0.6" : "1"));
    return table.under(
        "Seconds from the start of the process to the first 200 of `/health/ready`, two cores,"
            + " empty store, %d starts in turn: median and range.".formatted(starts));
  }

  private static void time(
      LinkedHashMap<String, List<Double>> seconds, String name, Contender contender) {
    var began = System.nanoTime();
    try (var server = contender.start(Cores.TWO)) {
      seconds.computeIfAbsent(name, _ -> new ArrayList<>()).add((System.nanoTime() - began) / 1e9);
      server.stop();
    }
  }
}
