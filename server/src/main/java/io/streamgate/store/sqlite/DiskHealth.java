package io.streamgate.store.sqlite;

import io.streamgate.store.sqlite.journal.DiskFailure;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with the disk, for whoever asks for the health, and for the log: which has it when
 * it begins, when it becomes another, once in {@value #REMINDER} tries while it lasts, and when it
 * is over. A disk can stay full for a night.
 *
 * <p>Written by the writer's thread; any thread may read what it says.
 */
final class DiskHealth {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int REMINDER = 60;

  /** Null where nothing is wrong. */
  private volatile @Nullable String says;

  /** What was logged last with its trace; kept over a recovery, for a fault may come and go. */
  private @Nullable String traced;

  private int tries;
  private boolean damage;

  /** What is wrong; empty where nothing is. */
  Optional<String> says() {
    return Optional.ofNullable(says);
  }

  /** A commit failed, and here it begins. Tells what is wrong from now on. */
  String began(Throwable failure) {
    var cause = cause(failure);
    var now = "the last commit failed: " + cause;
    says = now;
    tries = 0;
    if (cause.equals(traced)) {
      LOG.warn("a commit failed again: {}", cause);
    } else {
      traced = cause;
      LOG.warn("a commit failed; membership is read back from disk", failure);
    }
    return now;
  }

  /** Nothing can be tried any more. */
  void isFinal(String reason) {
    says = reason;
    LOG.error("nothing is written any more: {}", reason);
  }

  /** It is still there, or another is: {@code what} could not be done. Tells what is wrong. */
  String lasts(String what, Throwable failure) {
    var before = says;
    var now = what + ": " + cause(failure);
    says = now;
    if (!Objects.equals(before, says) || ++tries % REMINDER == 0) {
      LOG.warn("{}; it is tried again ({})", now, failure.toString());
    }
    return now;
  }

  /** It is over. */
  void ended() {
    says = null;
    LOG.info("the disk takes changes again");
  }

  /** Whether what it says is that the database is damaged, which no waiting mends. */
  boolean isDamage() {
    return damage;
  }

  private String cause(Throwable failure) {
    damage |= DiskFailure.isDamage(failure);
    return DiskFailure.inWords(failure);
  }
}
