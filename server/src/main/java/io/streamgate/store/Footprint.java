package io.streamgate.store;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Stream;

/**
 * Estimates the heap that streams take in a store that keeps them in memory, in bytes. Rather too
 * much than too little: the objects are counted with headers of 12 bytes, and {@code
 * -XX:+UseCompactObjectHeaders} saves 4 bytes of each.
 */
public final class Footprint {

  /** How much the set of a viewer grows when a stream ends, apart from the stream itself. */
  public static final int OF_AN_ENDING = 80;

  /** The viewer's entry, id, state and set, and its place in the index by expiry. */
  private static final int OF_A_VIEWER = 240;

  /** The stream's id, expiry and playback, and its row's number. */
  private static final int OF_A_STREAM = 264;

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
      bytes += of(ended) + OF_AN_ENDING;
    }
    return bytes;
  }

  /** An ended stream in a map. */
  public static long inHistory(Ended ended) {
    return of(ended) + OF_AN_ENDING + OF_A_MAP_ENTRY;
  }

  private static long of(Stream stream) {
    return OF_A_STREAM + of(stream.details());
  }

  /** The JVM stores a text with one byte for each character if all are in Latin-1. */
  private static long of(Details details) {
    var json = details.json();
    for (var i = 0; i < json.length(); i++) {
      if (json.charAt(i) > MAX_LATIN_1) {
        return 2L * json.length();
      }
    }
    return json.length();
  }
}
