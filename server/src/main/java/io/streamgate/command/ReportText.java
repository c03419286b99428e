package io.streamgate.command;

import io.streamgate.dryrun.DryRunReport;
import io.streamgate.dryrun.DryRunReport.Cause;
import io.streamgate.dryrun.DryRunReport.Caveats;
import io.streamgate.dryrun.DryRunReport.PlanFinding;
import io.streamgate.lease.id.StreamId;
import io.streamgate.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report on live streams, for a person. */
record ReportText(CheckedPlans plans, String database) {

  String of(DryRunReport report) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s on %s of %s in %s"
            .formatted(
                plans.file(),
                Plural.of(report.starts(), "live stream"),
                Plural.of(report.viewers(), "viewer"),
                database));
    lines.add("");
    for (var finding : report.findings()) {
      lines.addAll(lines(finding));
    }
    lines.add(total(report));
    var caveats = lines(report.caveats());
    if (!caveats.isEmpty()) {
      lines.add("");
      lines.addAll(caveats);
    }
    return String.join("\n", lines) + "\n";
  }

  private static String total(DryRunReport report) {
    return report.findings().isEmpty()
        ? "No stream would have been refused or evicted."
        : "%d of %s would have been affected: %s refused, %s evicted."
            .formatted(
                report.viewersAffected(),
                Plural.of(report.viewers(), "viewer"),
                Plural.of(report.refused(), "stream"),
                Plural.of(report.evicted(), "stream"));
  }

  private static List<String> lines(PlanFinding finding) {
    var lines = new ArrayList<String>();
    lines.add(
        "plan %s, %s: %s refused, %s evicted, of %s"
            .formatted(
                finding.plan(),
                name(finding.cause()),
                Plural.of(finding.refused(), "stream"),
                Plural.of(finding.evicted(), "stream"),
                Plural.of(finding.viewers(), "viewer")));
    for (var example : finding.examples()) {
      var streams =
          example.streams().stream().map(StreamId::value).collect(Collectors.joining(", "));
      lines.add("  for example %s: %s".formatted(example.viewer(), streams));
    }
    lines.add("");
    return lines;
  }

  private static String name(Cause cause) {
    return switch (cause) {
      case Cause.OfRule(var rule) -> "rule " + rule;
      case Cause.OfLimit() -> "limit";
      case Cause.OfDevice() -> "second stream of a device";
    };
  }

  private List<String> lines(Caveats caveats) {
    var lines = new ArrayList<String>();
    caveats
        .unrecorded()
        .forEach(
            (attribute, streams) ->
                lines.add(
                    "%s no record of %s: rules that look at it do not count them"
                        .formatted(have(streams, "stream"), PrintableText.printable(attribute))));
    if (caveats.viewersWithoutPlan() > 0) {
      lines.add(
          "%s no plan on record: the default, %s, is taken to hold"
              .formatted(
                  have(caveats.viewersWithoutPlan(), "viewer"), plans.catalog().standard().name()));
    }
    if (caveats.viewersOfUnknownPlans() > 0) {
      lines.add(
          "%s a plan that the file lacks (%s): the plan %s would hold"
              .formatted(
                  have(caveats.viewersOfUnknownPlans(), "viewer"),
                  caveats.unknownPlans().keySet().stream()
                      .map(PrintableText::printable)
                      .collect(Collectors.joining(", ")),
                  plans.catalog().unknown().name()));
    }
    if (caveats.limitsCut() > 0) {
      lines.add(
          "%s a limit above %d, which would be cut to that"
              .formatted(have(caveats.limitsCut(), "viewer"), plans.store().mostStreams()));
    }
    return lines;
  }

  private static String have(int count, String noun) {
    return Plural.of(count, noun) + (count == 1 ? " has" : " have");
  }
}
