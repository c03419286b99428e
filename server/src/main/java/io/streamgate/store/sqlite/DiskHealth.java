package io.streamgate.store.sqlite;

import io.streamgate.store.sqlite.journal.DiskFailure;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks the current disk failure, for health checks and for the log. A failure is logged when it
 * starts, when its cause changes, every {@value #REMINDER} retries while it lasts, and when it is
 * over: a disk can stay full all night.
 *
 * <p>Only the writer's thread reports; any thread may call {@link #problem}.
 */
final class DiskHealth {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int REMINDER = 60;

  /** Null while nothing is wrong. */
  private volatile @Nullable String problem;

  /** The last cause logged with a stack trace; survives a recovery, since a fault may recur. */
  private @Nullable String traced;

  private int retries;
  private boolean damaged;
  private boolean takenOver;

  /** What is wrong; empty if nothing is. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Records a failed commit, and returns the new problem. */
  String commitFailed(Throwable failure) {
    if (DiskFailure.isTakeover(failure)) {
      return takenOver(failure);
    }
    var cause = cause(failure);
    var now = "the last commit failed: " + cause;
    problem = now;
    retries = 0;
    if (cause.equals(traced)) {
      LOG.warn("commit failed again: {}", cause);
    } else {
      traced = cause;
      LOG.warn("commit failed; reloading members from disk", failure);
    }
    return now;
  }

  /** Records a failed retry, and returns the new problem; {@code what} names what failed. */
  String retryFailed(String what, Throwable failure) {
    if (DiskFailure.isTakeover(failure)) {
      return takenOver(failure);
    }
    var before = problem;
    var now = what + ": " + cause(failure);
    problem = now;
    if (!Objects.equals(before, problem) || ++retries % REMINDER == 0) {
      LOG.warn("{}; retrying ({})", now, failure.toString());
    }
    return now;
  }

  private String takenOver(Throwable failure) {
    var now = DiskFailure.describe(failure);
    problem = now;
    if (!takenOver) {
      takenOver = true;
      LOG.error("another process has taken over the data directory; no further writes");
    }
    return now;
  }

  void recovered() {
    problem = null;
    LOG.info("the disk is writable again");
  }

  void writerStopped() {
    problem = "the writer has stopped; restart this process";
    LOG.error("the writer has stopped; no further writes");
  }

  /** Whether the database was ever found damaged or taken over, which no retry can fix. */
  boolean isBeyondRetry() {
    return damaged || takenOver;
  }

  /** Whether another process has taken over the database, and decides on its content now. */
  boolean isTakenOver() {
    return takenOver;
  }

  private String cause(Throwable failure) {
    damaged |= DiskFailure.isDamage(failure);
    return DiskFailure.describe(failure);
  }
}
