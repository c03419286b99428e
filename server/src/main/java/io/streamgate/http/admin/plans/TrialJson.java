package io.streamgate.http.admin.plans;

import io.streamgate.dryrun.DryRunReport;
import io.streamgate.dryrun.DryRunReport.Cause;
import io.streamgate.dryrun.DryRunReport.Caveats;
import io.streamgate.dryrun.DryRunReport.PlanFinding;
import io.streamgate.http.api.StreamJson;
import io.streamgate.lease.id.StreamId;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes the report of a dry run as JSON. */
final class TrialJson {

  private TrialJson() {}

  /**
   * Writes a report as members of the current object.
   *
   * @param tooLarge how many samples are left out
   */
  static void report(JsonGenerator json, DryRunReport report, int tooLarge) {
    json.writeNumberProperty("viewers", report.viewers());
    json.writeNumberProperty("starts", report.starts());
    json.writeNumberProperty("viewers_affected", report.viewersAffected());
    json.writeNumberProperty("refused", report.refused());
    json.writeNumberProperty("evicted", report.evicted());
    json.writeArrayPropertyStart("findings");
    report.findings().forEach(each -> finding(json, each));
    json.writeEndArray();
    caveats(json, report.caveats(), tooLarge);
  }

  private static void finding(JsonGenerator json, PlanFinding finding) {
    json.writeStartObject();
    StreamJson.plan(json, finding.plan());
    switch (finding.cause()) {
      case Cause.OfRule(var name) -> {
        json.writeStringProperty("cause", "rule");
        json.writeStringProperty("rule", name);
      }
      case Cause.OfLimit() -> json.writeStringProperty("cause", "limit");
      case Cause.OfDevice() -> json.writeStringProperty("cause", "device");
    }
    json.writeNumberProperty("refused", finding.refused());
    json.writeNumberProperty("evicted", finding.evicted());
    json.writeNumberProperty("viewers", finding.viewers());
    json.writeArrayPropertyStart("examples");
    for (var example : finding.examples()) {
      json.writeStartObject();
      json.writeStringProperty("viewer", example.viewer().value());
      PlanJson.texts(json, "streams", example.streams().stream().map(StreamId::value).toList());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void caveats(JsonGenerator json, Caveats caveats, int tooLarge) {
    json.writeObjectPropertyStart("caveats");
    counts(json, "unrecorded", caveats.unrecorded());
    counts(json, "unknown_plans", caveats.unknownPlans());
    json.writeNumberProperty("viewers_of_unknown_plans", caveats.viewersOfUnknownPlans());
    json.writeNumberProperty("viewers_without_plan", caveats.viewersWithoutPlan());
    json.writeNumberProperty("limits_cut", caveats.limitsCut());
    json.writeNumberProperty("samples_too_large", tooLarge);
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, String name, Map<String, Integer> counts) {
    json.writeObjectPropertyStart(name);
    counts.forEach(json::writeNumberProperty);
    json.writeEndObject();
  }
}
