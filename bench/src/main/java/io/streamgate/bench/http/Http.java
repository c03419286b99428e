package io.streamgate.bench.http;

import io.streamgate.bench.compare.Compare;
import io.streamgate.bench.compare.Express;
import io.streamgate.bench.http.identity.IdentityCost;
import io.streamgate.bench.http.server.Machine;
import io.streamgate.bench.report.Part;
import io.streamgate.bench.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures Streamgate over HTTP, part by part, and writes the results to {@code bench/RESULTS.md}:
 *
 * <pre>./make.sh bench throughput</pre>
 *
 * <p>An unexpected response fails the run. {@code against} and a jar compare this build with that
 * one; {@code events} and a jar measure what events cost this build.
 */
public final class Http {

  private static final Path RESULTS = Path.of("bench", "RESULTS.md");
  private static final String AGAINST = "against";
  private static final String EVENTS = "events";

  private Http() {}

  /** The parts by name, in the order of the results file. */
  private static Map<String, Part> parts() {
    var parts = new LinkedHashMap<String, Part>();
    parts.put("micro", new Micro());
    parts.put("throughput", new Throughput(rounds(7)));
    parts.put("durable", new Durable(rounds(7)));
    parts.put("connections", new Connections(rounds(5)));
    parts.put("latency", new Latency(rounds(5)));
    parts.put("others", new Others(Integer.getInteger("streams", 1_000_000), rounds(5)));
    parts.put("ready", new Ready(rounds(9)));
    parts.put("identity", new IdentityCost(rounds(5)));
    parts.put("hostile", new Hostile(rounds(5)));
    parts.put("soak", new Soak(Duration.ofMinutes(Integer.getInteger("minutes", 10))));
    parts.put("compare", new Compare(rounds(5)));
    parts.put("express", new Express(rounds(5)));
    return parts;
  }

  private static int rounds(int usual) {
    return Integer.getInteger("rounds", usual);
  }

  /** See the class. The arguments are names of parts; without arguments, all parts run. */
  public static void main(String[] names) throws IOException, InterruptedException {
    var parts = parts();
    var selected = names.length == 0 ? List.copyOf(parts.keySet()) : List.of(names);
    if (names.length == 2 && names[0].equals(AGAINST)) {
      parts.put(AGAINST, new Against(Path.of(names[1]), rounds(7)));
      selected = List.of(AGAINST);
    }
    if (names.length == 2 && names[0].equals(EVENTS)) {
      parts.put(EVENTS, new EventCost(Path.of(names[1]), rounds(11)));
      selected = List.of(EVENTS);
    }
    for (var name : selected) {
      if (!parts.containsKey(name)) {
        System.err.println("unknown part '" + name + "'; the parts are " + parts.keySet());
        System.exit(2);
      }
    }
    Machine.pinClient();
    for (var name : selected) {
      var lines = new ArrayList<String>();
      lines.add(
          "%s, `./make.sh bench %s`, on %s."
              .formatted(LocalDate.now(ZoneOffset.UTC), name, Machine.description()));
      lines.add("");
      lines.addAll(parts.getOrDefault(name, List::of).measure());
      lines.forEach(System.out::println);
      new Results(RESULTS).put(name, lines);
    }
  }
}
