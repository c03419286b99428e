package io.streamgate.bench.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.streamgate.bench.http.script.Load;
import io.streamgate.bench.http.server.Contender;
import io.streamgate.bench.http.server.Machine;
import io.streamgate.bench.http.server.Machine.Cores;
import io.streamgate.bench.http.server.Round;
import io.streamgate.bench.http.server.Servers;
import io.streamgate.bench.load.Pace;
import io.streamgate.bench.report.Part;
import io.streamgate.bench.report.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * What starts pay for events: this build with lines on stdout, a webhook that takes all, levels and
 * ranks, against a build from before them, in interleaved rounds.
 */
record EventCost(Path before, int rounds) implements Part {

  private static final String WITH = "with";
  private static final String WITHOUT = "without";
  private static final int CONNECTIONS = 64;
  private static final Duration TIME = Duration.ofSeconds(3);
  private static final Duration WARM_UP = Duration.ofSeconds(40);
  private static final String SECRET = "whsec_" + "A".repeat(32);

  @Override
  public List<String> measure() throws IOException {
    var table = new Table("load", "store", "cores", "requests/s", "a CPU second", "p99");
    var deliveries = new LongAdder();
    var receiver = receiver(deliveries);
    try {
      for (var store : List.of("sqlite", "memory")) {
        for (var load : List.of(Load.START_END, Load.REFUSALS)) {
          for (var cores : Cores.values()) {
            row(table, load, store, cores, receiver.getAddress().getPort());
          }
        }
      }
    } finally {
      receiver.stop(0);
    }
    if (deliveries.sum() == 0) {
      throw new IllegalStateException("no event was delivered");
    }
    return table.under(
        CONNECTIONS
            + " connections, which send their next request as soon as they have a response."
            + " Figures with events on stdout and a webhook, levels and ranks, divided by those"
            + " without: medians of "
            + rounds
            + " interleaved pairs, with the range. The receiver shares the client's core.");
  }

  private static HttpServer receiver(LongAdder deliveries) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> take(exchange, deliveries));
    server.start();
    return server;
  }

  private static void take(HttpExchange exchange, LongAdder deliveries) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(204, -1);
      deliveries.increment();
    }
  }

  /** Each server has a data directory of its own. */
  private static Contender of(String store) {
    return Contender.streamgate(store).with("STREAMGATE_LEASE", "PT1H");
  }

  private void row(Table table, Load load, String store, Cores cores, int receiver) {
    var plain = of(store);
    var with =
        of(store)
            .with("STREAMGATE_EVENTS", "stdout")
            .with("STREAMGATE_WEBHOOK_URL", "http://127.0.0.1:%d/".formatted(receiver))
            .with("STREAMGATE_WEBHOOK_SECRET", SECRET);
    var pace = new Pace.Saturating(TIME);
    try (var servers =
        Servers.start(cores, List.of(with.named(WITH), plain.of(before).named(WITHOUT)))) {
      var run =
          Interleaved.run(
              servers.all(), load, CONNECTIONS, Machine.waiting(cores), WARM_UP, rounds, pace);
      table.row(
          load.title(),
          store,
          cores.name().toLowerCase(Locale.ROOT),
          run.ratio(WITH, WITHOUT, Round::perSecond).told("%.3f"),
          run.ratio(WITH, WITHOUT, Round::perProcessorSecond).told("%.3f"),
          run.ratio(WITH, WITHOUT, round -> round.tally().millis(99)).told("%.2f"));
      System.out.println(table.lines().getLast());
    }
  }
}
