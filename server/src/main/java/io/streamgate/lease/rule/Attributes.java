package io.streamgate.lease.rule;

import java.util.Set;

/** What is known of a stream that starts, by the names of attributes. */
@FunctionalInterface
public interface Attributes {

  /** The profile of the viewer's account, which a token or a back end names. */
  String PROFILE = "profile";

  /** The attributes that the server itself knows; the request's have no say in their names. */
  Set<String> BUILT_IN =
      Set.of("content_type", "content_id", Rule.DEVICE_ID, "device_type", PROFILE, "network");

  /** Nothing. */
  Attributes NONE = _ -> "";

  /** The value of an attribute; empty if there is none. */
  String valueOf(String attribute);
}
