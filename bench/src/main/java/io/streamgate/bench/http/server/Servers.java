package io.streamgate.bench.http.server;

import io.streamgate.bench.http.server.Machine.Cores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Servers that run at the same time. All but the one being measured are idle. */
public record Servers(List<Served> all) implements AutoCloseable {

  public Servers {
    all = List.copyOf(all);
  }

  /** Starts the bare server and the given servers. */
  public static Servers withBare(Cores cores, Contender... contenders) throws IOException {
    var canned = Contender.scratch("canned");
    try (var streamgate = Contender.streamgate("memory").start(cores)) {
      Canned.record(streamgate.port(), canned);
    }
    var all = new ArrayList<>(List.of(Contender.bare(canned)));
    all.addAll(Arrays.asList(contenders));
    return start(cores, all);
  }

  /** Starts the given servers. */
  public static Servers start(Cores cores, List<Contender> contenders) {
    var started = new ArrayList<Served>();
    try {
      for (var contender : contenders) {
        started.add(contender.start(cores));
      }
      return new Servers(started);
    } catch (RuntimeException e) {
      started.forEach(Served::close);
      throw e;
    }
  }

  @Override
  public void close() {
    all.forEach(Served::close);
  }
}
