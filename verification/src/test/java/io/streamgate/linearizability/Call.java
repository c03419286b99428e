package io.streamgate.linearizability;

import java.util.List;

/**
 * A call as it was recorded. Of two calls, one came before the other if it was answered before the
 * other was asked; else they ran at the same time.
 *
 * @param thread who called
 * @param asked the place of its beginning among all beginnings and answers
 * @param answered the place of its answer; {@link #NEVER} where it is open what became of it
 * @param answer empty where there is none
 */
record Call(int thread, Operation operation, long asked, long answered, String answer) {

  /** It failed, and may have taken effect all the same, or may still. */
  static final long NEVER = Long.MAX_VALUE;

  private static final List<String> UNCHANGED =
      List.of("refused", "not allowed", "already ended", "recorded before", "gone", "unknown");

  boolean isAnswered() {
    return answered != NEVER;
  }

  /** Whether its answer says that it changed nothing, whatever there was to change. */
  boolean changedNothing() {
    return isAnswered()
        && (operation.changesNothing() || UNCHANGED.stream().anyMatch(answer::startsWith));
  }

  /** The same call with nothing known of its answer. */
  Call open() {
    return new Call(thread, operation, asked, NEVER, "");
  }
}
