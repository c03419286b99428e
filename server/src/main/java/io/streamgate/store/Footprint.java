package io.streamgate.store;

import io.streamgate.lease.Decision;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;

/**
 * Estimates the heap that streams take in a store that keeps them in memory, in bytes. Rather too
 * much than too little: the objects are counted with headers of 12 bytes, and {@code
 * -XX:+UseCompactObjectHeaders} saves 4 bytes of each.
 */
public final class Footprint {

  /**
   * How much the set of a viewer grows when a stream ends, apart from the stream itself. An
   * operator's note is not counted: all streams that a call ends share it.
   */
  public static final int OF_AN_ENDING = 80;

  /** The viewer's entry, id, state and set, and its place in the index by expiry. */
  private static final int OF_A_VIEWER = 240;

  /** The stream's id, times, playback and mark of its content, and its row's number. */
  private static final int OF_A_STREAM = 312;

  /** What was true at a stream's start, its limit, and a map without facts. */
  private static final int OF_AN_AT_START = 96;

  /** A fact's place in its map. Names are shared by all streams. */
  private static final int OF_A_FACT = 16;

  /** An override with its time and its limit, apart from the texts. */
  private static final int OF_AN_OVERRIDE = 88;

  /** A text, apart from its characters; the empty text is one object for all. */
  private static final int OF_A_TEXT = 48;

  private static final int OF_A_MAP_ENTRY = 40;
  private static final int MAX_LATIN_1 = 0xff;

  private Footprint() {}

  /** A viewer's set, with the entry that holds it. */
  public static long of(ViewerId viewer, LeaseSet set) {
    var bytes = (long) OF_A_VIEWER + viewer.value().length();
    for (var member : set.members()) {
      bytes += of(member);
    }
    for (var ended : set.recent()) {
      bytes += of(ended.last()) + OF_AN_ENDING;
    }
    var override = set.override();
    return override == null ? bytes : bytes + of(override);
  }

  /** How much a decision makes the set grow by ending streams, for which there is always room. */
  public static long ofEndings(Decision decision) {
    var ended =
        decision instanceof OperatorDecision.Erased erased ? erased.all() : decision.ended();
    return (long) ended.size() * OF_AN_ENDING;
  }

  /** An ended stream in a map. */
  public static long inHistory(Ended ended) {
    return of(ended.last()) + OF_AN_ENDING + OF_A_MAP_ENTRY;
  }

  private static long of(Member member) {
    return OF_A_STREAM + bytesOf(member.details().json()) + of(member.atStart());
  }

  /** Plans and their limits are shared, except for limits that were loaded from disk. */
  private static long of(AtStart atStart) {
    if (atStart.equals(AtStart.UNKNOWN)) {
      return 0;
    }
    var bytes = (long) OF_AN_AT_START;
    for (var value : atStart.facts().values()) {
      bytes += OF_A_FACT + of(value);
    }
    return bytes;
  }

  private static long of(ViewerOverride override) {
    var ofPlan = override.grant() instanceof Grant.OfPlan(var name) ? of(name) : 0;
    return OF_AN_OVERRIDE + ofPlan + of(override.by()) + of(override.note());
  }

  private static long of(String text) {
    return text.isEmpty() ? 0 : OF_A_TEXT + bytesOf(text);
  }

  /** The JVM stores a text with one byte for each character if all are in Latin-1. */
  private static long bytesOf(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) > MAX_LATIN_1) {
        return 2L * text.length();
      }
    }
    return text.length();
  }
}
