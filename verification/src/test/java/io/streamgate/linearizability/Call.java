package io.streamgate.linearizability;

import java.util.List;

/**
 * A recorded call. A call precedes another if it was answered before the other began; otherwise the
 * two are concurrent.
 *
 * @param thread the calling thread
 * @param asked the position of its beginning in the order of all beginnings and answers
 * @param answered the position of its answer; {@link #NEVER} if its outcome is unknown
 * @param answer empty if there is none
 */
record Call(int thread, Operation operation, long asked, long answered, String answer) {

  /** The call failed, but may have taken effect, or may still do so. */
  static final long NEVER = Long.MAX_VALUE;

  private static final List<String> UNCHANGED =
      List.of(
          "refused",
          "not allowed",
          "already ended",
          "recorded before",
          "key reused",
          "gone",
          "unknown");

  boolean isAnswered() {
    return answered != NEVER;
  }

  /** Whether its answer implies that it changed nothing, in any state. */
  boolean changedNothing() {
    return isAnswered()
        && (operation.changesNothing() || UNCHANGED.stream().anyMatch(answer::startsWith));
  }

  /** The same call with an unknown answer. */
  Call open() {
    return new Call(thread, operation, asked, NEVER, "");
  }
}
