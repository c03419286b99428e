package io.streamgate.command;

import io.streamgate.dryrun.Report;
import io.streamgate.dryrun.Report.Cause;
import io.streamgate.dryrun.Report.Caveats;
import io.streamgate.dryrun.Report.Finding;
import io.streamgate.lease.id.StreamId;
import io.streamgate.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report on live streams, for a person. */
record ReportText(CheckedPlans plans, String database) {

  String of(Report report) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s on %s of %s in %s"
            .formatted(
                plans.file(),
                Counts.of(report.starts(), "live stream"),
                Counts.of(report.viewers(), "viewer"),
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

  private static String total(Report report) {
    return report.findings().isEmpty()
        ? "No stream would have been refused or evicted."
        : "%d of %s would have been affected: %s refused, %s evicted."
            .formatted(
                report.viewersAffected(),
                Counts.of(report.viewers(), "viewer"),
                Counts.of(report.refused(), "stream"),
                Counts.of(report.evicted(), "stream"));
  }

  private static List<String> lines(Finding finding) {
    var lines = new ArrayList<String>();
    lines.add(
        "plan %s, %s: %s refused, %s evicted, of %s"
            .formatted(
                finding.plan(),
                name(finding.cause()),
                Counts.of(finding.refused(), "stream"),
                Counts.of(finding.evicted(), "stream"),
                Counts.of(finding.viewers(), "viewer")));
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
    return Counts.of(count, noun) + (count == 1 ? " has" : " have");
  }
}
