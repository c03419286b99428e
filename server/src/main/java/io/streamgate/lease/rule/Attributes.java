package io.streamgate.lease.rule;

/** What is known of a stream that starts, by the names of attributes. */
@FunctionalInterface
public interface Attributes {

  /** Nothing. */
  Attributes NONE = _ -> "";

  /** The value of an attribute; empty if there is none. */
  String valueOf(String attribute);
}
