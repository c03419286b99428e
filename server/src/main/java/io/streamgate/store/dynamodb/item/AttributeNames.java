package io.streamgate.store.dynamodb.item;

import io.streamgate.lease.id.Sid;

/** The names of the attributes of a viewer's live item; {@link ViewerItem} says what they hold. */
final class AttributeNames {

  static final String IDS = "ids";
  static final String UNCOUNTED = "un";
  static final String DEVICES = "devs";
  static final String VERSION = "v";
  static final String OVERRIDE = "o";
  static final String TTL_OF_OVERRIDE = "ot";
  static final String TTL = "ttl";
  static final String LEASE = "L.";
  static final String OUTBOX = "E.";
  static final String TOMBSTONE = "R.";

  private AttributeNames() {}

  static String lease(Sid sid) {
    return LEASE + sid;
  }

  static String outbox(Sid sid) {
    return OUTBOX + sid;
  }

  static String tombstone(Sid sid) {
    return TOMBSTONE + sid;
  }

  /** The sid in the name of a lease, an outbox entry or a tombstone. */
  static Sid sid(String name) {
    return new Sid(name.substring(LEASE.length()));
  }
}
