package io.streamgate.command;

import io.streamgate.config.Config;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rule;
import io.streamgate.plans.PlansReader;
import io.streamgate.plans.PlansReader.Verdict;
import io.streamgate.plans.ServiceBounds;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Plan;
import io.streamgate.text.PrintableText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A file of plans without mistakes, for the store that the settings name. */
record CheckedPlans(String file, Catalog catalog, Config.Store store) {

  /** Reads the file. Blocks. */
  static CheckedPlans read(String file, Config config) throws CannotRun {
    var store = config.storage().store();
    var bounds = new ServiceBounds(store.mostStreams(), config.streams().changesPerMinute());
    return switch (reading(file, bounds)) {
      case Verdict.Usable(var catalog) -> new CheckedPlans(file, catalog, store);
      case Verdict.Unusable(var mistakes) ->
          throw new CannotRun(
              mistakes.stream().map(each -> each.in(file)).collect(Collectors.joining("\n")));
    };
  }

  private static Verdict reading(String file, ServiceBounds bounds) throws CannotRun {
    try {
      return PlansReader.read(Path.of(file), bounds);
    } catch (IOException | InvalidPathException failure) {
      throw new CannotRun(
          "cannot read %s: %s"
              .formatted(PrintableText.printable(file), failure.getClass().getSimpleName()));
    }
  }

  /** One line for the file, and one for each plan. */
  String summary() {
    var lines = new ArrayList<String>();
    lines.add(
        "%s: %s, valid with the store %s"
            .formatted(
                file,
                Plural.of(catalog.plans().size(), "plan"),
                store.name().toLowerCase(Locale.ROOT)));
    new TreeMap<>(catalog.plans()).forEach((name, plan) -> lines.add("  " + line(name, plan)));
    return String.join("\n", lines);
  }

  private String line(String name, Plan plan) {
    var line = new StringBuilder(name).append(": ").append(limit(plan.limit()));
    line.append(", ").append(word(plan.atLimit()));
    if (!plan.rules().isEmpty()) {
      line.append("; rules ")
          .append(plan.rules().stream().map(Rule::name).collect(Collectors.joining(", ")));
    }
    var uncounted = plan.uncounted();
    if (uncounted != null) {
      line.append("; uncounted by ")
          .append(String.join(", ", new TreeSet<>(uncounted.values().keySet())));
    }
    if (plan.equals(catalog.standard())) {
      line.append(" (the default)");
    }
    if (plan.equals(catalog.unknown()) && !plan.equals(catalog.standard())) {
      line.append(" (for unknown plans)");
    }
    return line.toString();
  }

  private static String limit(Limit limit) {
    return switch (limit) {
      case Limit.AtMost(var streams) -> "limit " + streams;
      case Limit.Unlimited _ -> "unlimited";
    };
  }

  private static String word(AtLimit atLimit) {
    return atLimit.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
