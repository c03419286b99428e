package io.streamgate.lease.rule;

import java.util.Set;

/** What is known of a stream that starts, by the names of attributes. */
@FunctionalInterface
public interface Attributes {

  /** The attributes that the server itself knows; the request's have no say in their names. */
  Set<String> BUILT_IN =
      Set.of("content_type", "content_id", Rule.DEVICE_ID, "device_type", "profile", "network");

  /** Nothing. */
  Attributes NONE = _ -> "";

  /** The value of an attribute; empty if there is none. */
  String valueOf(String attribute);
}
