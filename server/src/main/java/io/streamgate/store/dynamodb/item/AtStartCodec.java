package io.streamgate.store.dynamodb.item;

import static io.streamgate.store.dynamodb.item.AttributeValues.number;
import static io.streamgate.store.dynamodb.item.AttributeValues.text;
import static java.util.stream.Collectors.toMap;

import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.stream.AtStart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What was true of a stream when it started, as attributes of its lease. They never change, so no
 * condition compares them. Each is absent if there is nothing to say.
 *
 * <pre>
 * n  the plan's name
 * a  the limit that held: a number, or as text the bound of an unlimited plan
 * f  the facts: a map of texts, which may be empty
 * u  true if neither the limit nor a rule counts the stream
 * </pre>
 */
final class AtStartCodec {

  private static final String PLAN = "n";
  private static final String LIMIT = "a";
  private static final String FACTS = "f";
  private static final String UNCOUNTED = "u";

  /** The names of all attributes. */
  static final List<String> NAMES = List.of(PLAN, LIMIT, FACTS, UNCOUNTED);

  private AtStartCodec() {}

  static Map<String, AttributeValue> attributes(AtStart start) {
    if (start.equals(AtStart.UNKNOWN)) {
      return Map.of();
    }
    var attributes = new HashMap<String, AttributeValue>();
    if (start.plan() != null) {
      attributes.put(PLAN, text(start.plan()));
    }
    if (start.limit() != null) {
      attributes.put(LIMIT, limit(start.limit()));
    }
    if (!start.facts().isEmpty()) {
      attributes.put(
          FACTS,
          AttributeValue.fromM(
              start.facts().entrySet().stream()
                  .collect(toMap(Map.Entry::getKey, fact -> text(fact.getValue())))));
    }
    if (!start.isCounted()) {
      attributes.put(UNCOUNTED, AttributeValue.fromBool(true));
    }
    return attributes;
  }

  static AtStart read(Map<String, AttributeValue> lease) {
    if (NAMES.stream().noneMatch(lease::containsKey)) {
      return AtStart.UNKNOWN;
    }
    var facts = new HashMap<String, String>();
    var map = lease.get(FACTS);
    if (map != null) {
      map.m().forEach((name, value) -> facts.put(name, value.s()));
    }
    return new AtStart(
        text(lease, PLAN).orElse(null),
        limit(lease.get(LIMIT)),
        facts,
        !lease.containsKey(UNCOUNTED));
  }

  /** The bytes of a stream's lease that they take. */
  static int size(AtStart start) {
    return AttributeValues.size(attributes(start));
  }

  static AttributeValue limit(Limit limit) {
    return switch (limit) {
      case Limit.AtMost(var streams) -> number(streams);
      case Limit.Unlimited(var bound) -> text(Integer.toString(bound));
    };
  }

  /** A later version may allow more than this one. */
  static @Nullable Limit limit(@Nullable AttributeValue value) {
    if (value == null) {
      return null;
    }
    return value.n() == null
        ? new Limit.Unlimited(Integer.parseInt(value.s()))
        : new Limit.AtMost(Math.clamp(Long.parseLong(value.n()), 0, Limit.ENGINEERING_BOUND));
  }
}
