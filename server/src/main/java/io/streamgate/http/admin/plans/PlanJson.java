package io.streamgate.http.admin.plans;

import io.streamgate.http.api.StreamJson;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Where;
import io.streamgate.policy.Plan;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes plans as JSON, in the words of a file of plans. */
public final class PlanJson {

  private PlanJson() {}

  /** Writes a plan as an object. */
  static void plan(JsonGenerator json, Plan plan) {
    json.writeStartObject();
    if (plan.name() != null) {
      json.writeStringProperty("name", plan.name());
    }
    StreamJson.limit(json, plan.limit());
    bounds(json, plan);
    json.writeStringProperty("same_device", word(plan.sameDevice()));
    json.writeNumberProperty("starts_per_minute", plan.startsPerMinute());
    json.writeNumberProperty("changes_per_minute", plan.changesPerMinute());
    json.writeEndObject();
  }

  /** Writes what besides the limit decides a start. */
  public static void bounds(JsonGenerator json, Plan plan) {
    atLimit(json, plan.atLimit());
    json.writeArrayPropertyStart("rules");
    plan.rules().forEach(rule -> rule(json, rule));
    json.writeEndArray();
    values(json, "uncounted", plan.uncounted());
  }

  private static void rule(JsonGenerator json, Rule rule) {
    json.writeStartObject();
    json.writeStringProperty("name", rule.name());
    json.writeNumberProperty("max", rule.max());
    if (rule.of() != null) {
      json.writeStringProperty("of", rule.of());
    }
    if (!rule.per().isEmpty()) {
      texts(json, "per", rule.per());
    }
    values(json, "where", rule.where());
    if (rule.atLimit() != null) {
      atLimit(json, rule.atLimit());
    }
    json.writeEndObject();
  }

  private static void values(JsonGenerator json, String name, @Nullable Where where) {
    if (where != null && !where.values().isEmpty()) {
      json.writeObjectPropertyStart(name);
      new TreeMap<>(where.values())
          .forEach((attribute, values) -> texts(json, attribute, new TreeSet<>(values)));
      json.writeEndObject();
    }
  }

  /** Writes an array of strings. */
  static void texts(JsonGenerator json, String name, Iterable<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void atLimit(JsonGenerator json, AtLimit atLimit) {
    json.writeStringProperty("at_limit", word(atLimit));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
