package io.streamgate.store.dynamodb.item;

import static io.streamgate.store.dynamodb.item.AttributeValues.millis;
import static io.streamgate.store.dynamodb.item.AttributeValues.text;

import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An operator's override as a map of attributes.
 *
 * <pre>
 * n  the limit that it grants, as in a lease; or
 * p  the name of the plan that it grants
 * u  until when it holds
 * b  who set it (absent if empty)
 * t  the note (absent if empty)
 * </pre>
 */
final class OverrideCodec {

  static final String UNTIL = "u";
  private static final String LIMIT = "n";
  private static final String PLAN = "p";
  private static final String BY = "b";
  private static final String NOTE = "t";

  private OverrideCodec() {}

  static Map<String, AttributeValue> attributes(ViewerOverride override) {
    var attributes = new HashMap<String, AttributeValue>();
    switch (override.grant()) {
      case Grant.OfLimit(var limit) -> attributes.put(LIMIT, AtStartCodec.limit(limit));
      case Grant.OfPlan(var name) -> attributes.put(PLAN, text(name));
    }
    attributes.put(UNTIL, millis(override.until()));
    putUnlessEmpty(attributes, BY, override.by());
    putUnlessEmpty(attributes, NOTE, override.note());
    return attributes;
  }

  private static void putUnlessEmpty(
      Map<String, AttributeValue> attributes, String name, String value) {
    if (!value.isEmpty()) {
      attributes.put(name, text(value));
    }
  }

  /** The override; null if there is none, or if it grants what only a later version knows. */
  static @Nullable ViewerOverride read(Map<String, AttributeValue> attributes) {
    var grant = grant(attributes);
    return grant == null
        ? null
        : new ViewerOverride(
            grant,
            until(attributes),
            atMost(ViewerOverride.MOST_OF_BY, attributes, BY),
            atMost(ViewerOverride.MOST_OF_NOTE, attributes, NOTE));
  }

  private static @Nullable Grant grant(Map<String, AttributeValue> attributes) {
    var limit = AtStartCodec.limit(attributes.get(LIMIT));
    return limit == null
        ? text(attributes, PLAN).map(Grant.OfPlan::new).orElse(null)
        : new Grant.OfLimit(limit);
  }

  /** The first instant at which it no longer holds; {@link Instant#MAX} if it does not say. */
  static Instant until(Map<String, AttributeValue> attributes) {
    return attributes.containsKey(UNTIL) ? AttributeValues.instant(attributes, UNTIL) : Instant.MAX;
  }

  /** A later version may keep longer texts. */
  private static String atMost(int most, Map<String, AttributeValue> attributes, String name) {
    var text = text(attributes, name).orElse("");
    return text.substring(0, Math.min(text.length(), most));
  }
}
