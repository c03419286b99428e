package io.streamgate.simulation.nodes;

import io.streamgate.simulation.nodes.ledger.Invariant;
import io.streamgate.simulation.nodes.world.Tally;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What a number of simulations came to, as a text that is the same whenever they are repeated. */
record Report(long firstSeed, int seeds, int hoursOfEach) {

  /** Runs them; one that finds a violation throws it. */
  String written() {
    var tally = new Tally();
    LongStream.range(firstSeed, firstSeed + seeds).forEach(seed -> tally.add(run(seed)));
    return List.of(
            heading(),
            section("looks at what always holds, by invariant", invariants(tally)),
            section("what players were answered", named(tally, "start: ", "heartbeat: ", "end: ")),
            section("what was looked at besides", named(tally, "list", "find: ")),
            section("what went wrong on the way", named(tally, "lost ", "late ", "twice ", "503")),
            section(
                "what went on",
                named(tally, "node", "clock", "plan", "change", "condition", "attempt", "call")),
            "violations\n          0  a simulation stops at its first\n")
        .stream()
        .collect(Collectors.joining("\n"));
  }

  private Tally run(long seed) {
    var simulation = new Simulation(seed, Simulation.VIEWERS, Simulation.Planted.NOTHING);
    simulation.run(hoursOfEach);
    return simulation.tally();
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        """
        Streamgate, simulated

        %,d hours of two nodes, a table and %d viewers with five players each, in one thread:
        seeds %d to %d, %,d hours of each. docs/CONSISTENCY.md says what is simulated.
        Written by NodesReportTest, which fails when a run says otherwise.
        """,
        (long) seeds * hoursOfEach,
        Simulation.VIEWERS.size(),
        firstSeed,
        firstSeed + seeds - 1,
        hoursOfEach);
  }

  private static String section(String title, List<String> lines) {
    return title + "\n" + String.join("\n", lines) + "\n";
  }

  private List<String> invariants(Tally tally) {
    return List.of(Invariant.values()).stream()
        .map(
            each ->
                each == Invariant.ALONE
                    ? "          -  7 %s: NodesSimulationTest".formatted(each.says())
                    : line(tally.of(each.counted()), each.number() + " " + each.says()))
        .toList();
  }

  private static List<String> named(Tally tally, String... beginnings) {
    return tally.all().entrySet().stream()
        .filter(entry -> List.of(beginnings).stream().anyMatch(entry.getKey()::startsWith))
        .map((Map.Entry<String, Long> entry) -> line(entry.getValue(), entry.getKey()))
        .toList();
  }

  private static String line(long times, String what) {
    return String.format(Locale.ROOT, "%,11d  %s", times, what);
  }
}
