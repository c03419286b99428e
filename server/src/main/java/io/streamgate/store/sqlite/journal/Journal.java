package io.streamgate.store.sqlite.journal;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the disk holds: a row per member, and the history. Used by one thread at a time.
 *
 * <p>An interface so that tests can let a commit fail before or after it happened, which a disk
 * does too rarely.
 */
public interface Journal extends AutoCloseable {

  /** One change of what the disk holds. A member's {@code seq} is its row's, for ever. */
  sealed interface Change {
    /** A member got its slot. */
    record Admit(long seq, ViewerId viewer, Member member) implements Change {}

    /** A member's details or playback were amended. */
    record Amend(long seq, Member member) implements Change {}

    /** A member's lease ran out, at {@code lapsedAt}. */
    record Mark(long seq, Instant lapsedAt) implements Change {}

    /** A member that was marked lives again. */
    record Unmark(long seq) implements Change {}

    /** A member lost its slot. */
    record Remove(long seq) implements Change {}

    /** A stream ended. */
    record Remember(ViewerId viewer, Ended stream) implements Change {}

    /** Of history's oldest {@code atMost} streams, those go that ended before {@code horizon}. */
    record Forget(Instant horizon, int atMost) implements Change {}
  }

  /** One thing that the disk holds. */
  sealed interface Row {
    /**
     * A member.
     *
     * @param marked whether its lease is on record as run out, at its expiry
     */
    record Live(long seq, ViewerId viewer, Member member, boolean marked) implements Row {}

    /** A stream that ended. */
    record Past(ViewerId viewer, Ended stream) implements Row {}
  }

  /**
   * Makes all changes durable, or none. They take effect in their order as far as one row is
   * concerned.
   *
   * @return how many streams {@link Change.Forget} removed
   * @throws SQLException if they may not be durable, or may be all the same; nothing but {@link
   *     #load}, {@link #tryOut} and {@link #close} may be called then
   */
  int commit(List<Change> changes) throws SQLException;

  /**
   * Reads back what the disk holds, over a new connection: all members, in the order of their rows,
   * then the streams that ended after {@code endedAfter}, in the order in which they were recorded.
   *
   * @param unmarkedUntil the expiry of members whose lease is not on record as run out
   */
  void load(Instant unmarkedUntil, Instant endedAfter, Consumer<Row> rows) throws SQLException;

  /**
   * Makes a commit that changes nothing of what is kept, over a new connection, to see whether the
   * next commit has a chance. The caller has read back what the disk holds.
   */
  void tryOut() throws SQLException;

  /** Nothing that was committed is lost if it does not go in order; that is logged. */
  @Override
  void close();
}
