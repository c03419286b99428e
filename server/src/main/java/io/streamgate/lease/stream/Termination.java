package io.streamgate.lease.stream;

import org.jspecify.annotations.Nullable;

/**
 * What a player is told of an operator who ends its stream.
 *
 * @param role the operator's role; the operator's name is for the audit only
 * @param note for the viewer, at most {@value #MOST_OF_NOTE} characters; null if there is none
 */
public record Termination(String role, @Nullable String note) {

  /** The most characters of a note: it is kept with the stream, which each write pays for. */
  public static final int MOST_OF_NOTE = 200;

  public Termination {
    var length = note == null ? 0 : note.codePointCount(0, note.length());
    if (length > MOST_OF_NOTE) {
      throw new IllegalArgumentException(
          "a note must have at most " + MOST_OF_NOTE + " characters, not " + length);
    }
  }

  /** A termination on record, whose note a later version may have allowed to be longer. */
  public static Termination stored(String role, @Nullable String note) {
    return note == null || note.length() <= MOST_OF_NOTE
        ? new Termination(role, note)
        : new Termination(role, note.substring(0, MOST_OF_NOTE));
  }
}
