package io.streamgate.store.sqlite.journal;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail.Book;
import io.streamgate.store.sqlite.journal.operator.ViewerMark;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The data on disk: a row per member, the history, the overrides and the audit. Used by one thread
 * at a time.
 *
 * <p>An interface so that tests can make a commit fail before or after it reaches the disk.
 */
public interface Journal extends AutoCloseable {

  /** One change on disk. {@code seq} is the key of a member's row, and is never reused. */
  sealed interface Change {
    /** A member got its slot. */
    record Admit(long seq, ViewerId viewer, Member member) implements Change {}

    /** A member's details or playback were amended. */
    record Amend(long seq, Member member) implements Change {}

    /** A member's lease ran out at {@code lapsedAt}. */
    record Mark(long seq, Instant lapsedAt) implements Change {}

    /** A marked member was revived. */
    record Unmark(long seq) implements Change {}

    /** A member lost its slot. */
    record Remove(long seq) implements Change {}

    /** A stream ended. */
    record Remember(ViewerId viewer, Ended stream) implements Change {}

    /** A viewer's override takes the place of any other. */
    record SetOverride(ViewerId viewer, ViewerOverride override) implements Change {}

    /** A viewer's override was removed, or has expired. */
    record RemoveOverride(ViewerId viewer) implements Change {}

    /** Removes a viewer's oldest streams beyond {@code keep}, {@code atMost} at once. */
    record Trim(ViewerId viewer, int keep, int atMost) implements Change {}

    /** Removes streams that ended before {@code horizon}, from the oldest {@code atMost} rows. */
    record Forget(Instant horizon, int atMost) implements Change {}

    /**
     * Removes the history, the override and the audit of a viewer. {@code left} are the streams
     * whose keys are remembered: of them the ids stay.
     */
    record Erase(ViewerId viewer, List<Ended> left) implements Change {}

    /** An operator has acted, or is about to. */
    record Audit(Book book, AuditEntry entry) implements Change {}

    /**
     * Removes entries of the audit from before {@code auditHorizon}, from the oldest {@code atMost}
     * rows, and the ids of erased streams that ended before {@code erasedHorizon}.
     */
    record ForgetActs(Instant auditHorizon, Instant erasedHorizon, int atMost) implements Change {}
  }

  /** One row on disk. */
  sealed interface Row {
    /** A member; {@code marked} if it is on record as lapsed, at its expiry. */
    record Live(long seq, ViewerId viewer, Member member, boolean marked) implements Row {}

    /** A stream that ended. */
    record Past(ViewerId viewer, Ended stream) implements Row {}

    /** A viewer's override, which may have expired. */
    record Overridden(ViewerId viewer, ViewerOverride override) implements Row {}

    /** What is left of a stream of an erased viewer. */
    record Erased(ViewerMark mark, Ended stream) implements Row {}
  }

  /**
   * Commits all changes or none. Changes of one row take effect in their order.
   *
   * @return how many streams {@link Change.Forget} removed
   * @throws SQLException if the commit failed, or may have failed; only {@link #load}, {@link
   *     #tryOut} and {@link #close} may be called next
   */
  int commit(List<Change> changes) throws SQLException;

  /**
   * Claims the database if this is the first load: another process that has it open can commit
   * nothing more. Then loads, over a new connection, all overrides, all members in the order of
   * their rows, then the streams whose keys are remembered at {@code now}, in the order of their
   * recording, then what is left of erased ones. Members that are not marked expire at {@code
   * unmarkedUntil}. Times on record that are later than {@code now} become {@code now}: a clock
   * that was ahead has recorded them.
   */
  void load(Instant now, Instant unmarkedUntil, Consumer<Row> rows) throws SQLException;

  /**
   * Records how long history is kept on disk, and returns it: the retention, or the longest one
   * that the database was used with if that is longer and {@code retention} is a default. Only
   * after a load.
   */
  Kept keepFor(Retention retention, Instant now) throws SQLException;

  /** Makes a trial commit over a new connection, without changing data. Only after a load. */
  void tryOut() throws SQLException;

  /**
   * Copies all that is committed into the database file, and empties the log. Waits only briefly
   * for readers.
   *
   * @return whether the log is empty; if not, it may still have rows that were deleted
   */
  boolean emptyLog() throws SQLException;

  /** Closes the journal. A failure is logged, and loses nothing that was committed. */
  @Override
  void close();
}
