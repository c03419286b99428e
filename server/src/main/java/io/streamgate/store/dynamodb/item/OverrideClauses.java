package io.streamgate.store.dynamodb.item;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;

import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.store.dynamodb.item.expression.Expressions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Clauses for an item's override, and for the time to live, which depends on it: an override must
 * not be dropped with the item of a viewer who has no streams.
 *
 * @param retention how long the table keeps an item after its last lease
 */
record OverrideClauses(Duration retention) {

  /** Keeps the item for a lease until then, or for as long as its override needs it. */
  Expressions keep(Expressions expressions, Instant expiresAt) {
    return expressions
        .name("#t", AttributeNames.TTL)
        .set("#t = if_not_exists(ot, :ttl)")
        .value(":ttl", RowKeys.seconds(expiresAt.plus(retention)));
  }

  /** Sets the override, in place of any other. Streams go on when it expires. */
  Expressions put(Expressions expressions, ViewerOverride override) {
    var ttl = RowKeys.seconds(override.until().plus(retention).plus(RowKeys.LONGEST_STREAM));
    return expressions
        .set("o", ":o", fromM(OverrideCodec.attributes(override)))
        .set("ot", ":ttl", ttl)
        .name("#t", AttributeNames.TTL)
        .set("#t = :ttl");
  }

  /** Removes the override, and keeps the item for a lease until then. */
  Expressions remove(Expressions expressions, Instant expiresAt) {
    return expressions
        .remove("o")
        .remove("ot")
        .name("#t", AttributeNames.TTL)
        .set("#t", ":ttl", RowKeys.seconds(expiresAt.plus(retention)));
  }

  /** Removes this override, which has expired, unless there is a longer one in its place. */
  Expressions removeExpired(
      Expressions expressions, Map<String, AttributeValue> override, Instant expiresAt) {
    return remove(expressions, expiresAt)
        .when("o.u = :until")
        .value(":until", AttributeValues.millis(OverrideCodec.until(override)));
  }
}
