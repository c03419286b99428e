package io.streamgate.store;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Leave;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Stream;
import io.streamgate.lease.stream.Termination;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each viewer's leases, and changes them atomically. {@link LeaseSet} decides what may happen
 * to a viewer's streams; a store makes the decision and its effect one step, and returns it.
 *
 * <p><b>Consistency.</b> A call that starts after another has completed sees its effect, from any
 * process that may use the store. Concurrent calls for one viewer take effect one after another;
 * calls for different viewers do not wait for each other's decision.
 *
 * <p><b>Durability.</b> If the store outlives the process, so does the result of a completed call;
 * an expiry moved by a heartbeat may not.
 *
 * <p><b>Plans.</b> What decided a stream's start, its {@link AtStart}, never changes, and stays
 * with the stream after its end. An override is part of the viewer's set: it needs no stream,
 * outlasts all of them, and is as none from its end on, whether or not it is still on record.
 *
 * <p><b>Identity.</b> A start is idempotent by its stream id's sid: repeated while the stream is a
 * member, or for {@link Ended#KEY_REMEMBERED_FOR} after its end, it returns that stream and changes
 * no membership. A stream of one viewer is unknown to every other.
 *
 * <p><b>Time.</b> {@code now} is the caller's, in milliseconds; no decision uses another clock. A
 * lease only moves forward, however late a call takes effect; only {@link #leave} makes it shorter.
 * A shared store has a clock to recognize leases that were written by a clock that was ahead.
 *
 * <p><b>Failure.</b> After a {@link StoreUnavailable} the change may or may not have happened:
 * repeat it with the same stream id, which is harmless, before answering a player. No stage fails
 * with another exception, and no call throws.
 *
 * <p><b>Threads.</b> Any thread may call. No method blocks for I/O. A stage may complete on a
 * thread of the store, which the caller must not block.
 *
 * <p>Every implementation passes {@code LeaseStoreContract}, which has a test for each sentence.
 */
public interface LeaseStore extends AutoCloseable {

  /** Admits, replays, records or refuses a stream. */
  CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Entitlement entitlement, Instant now);

  /** Renews a member's lease. Distinguishes a stream that has ended from an unknown one. */
  CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now);

  /** Cuts a member's lease, because its player may be gone. */
  CompletionStage<StreamDecision.OfRenewal> leave(
      ViewerId viewer, StreamId id, Leave leave, Instant now);

  /** Amends a member, or ends it with an amendment. Does not renew its lease. */
  CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now);

  /** Ends a member for a player on {@code by}. The first end of a stream stays on record. */
  CompletionStage<StreamDecision.OfEnd> end(ViewerId viewer, StreamId id, Device by, Instant now);

  /**
   * Sets the viewer's override in place of any other, or removes it if null. It holds for each
   * start that begins after this call, and ends no stream. Removing none changes nothing. Returns
   * the viewer's set afterwards.
   */
  CompletionStage<LeaseSet> setOverride(
      ViewerId viewer, @Nullable ViewerOverride override, Instant now);

  /** Ends a member for an operator. The first end of a stream stays on record. */
  CompletionStage<StreamDecision.OfEnd> terminate(
      ViewerId viewer, StreamId id, Termination by, Instant now);

  /** Ends all members for an operator, in one step. The viewer may start again at once. */
  CompletionStage<OperatorDecision.Terminated> terminateAll(
      ViewerId viewer, Termination by, Instant now);

  /**
   * Ends the viewer's streams, and erases them, their history, the override and the viewer's audit.
   * For {@link Ended#KEY_REMEMBERED_FOR} the ids of what ended remain, without data. Repeat it
   * after that time, until a decision is complete: then nothing is left of the viewer in this
   * store.
   */
  CompletionStage<OperatorDecision.Erased> erase(ViewerId viewer, Termination by, Instant now);

  /**
   * Reads the viewer's members, which may include expired ones: see {@link LeaseSet#sweptAt}. The
   * set of an unknown viewer is empty.
   */
  CompletionStage<LeaseSet> read(ViewerId viewer);

  /** Whether a start with this id would repeat an earlier one. Changes nothing, and reads once. */
  default CompletionStage<Boolean> isReplay(ViewerId viewer, StreamId id, Instant now) {
    return read(viewer).thenApply(set -> set.isReplay(id, now));
  }

  /** Finds a member or an ended stream; empty if it was never this viewer's. */
  CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now);

  /** Reads the viewer's ended streams within the retention time, newest id first. */
  CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now);

  /**
   * Records lapsed leases and expired members, drops history past its retention, and removes
   * overrides that have expired. Frees no slot: decisions do not depend on it. Bounded per call;
   * call it every few seconds. Does nothing in a store without upkeep.
   *
   * @return how many members have expired
   */
  CompletionStage<Integer> sweep(Instant now);

  /** Is told of each member that has expired. Called on any thread: must not block. */
  @FunctionalInterface
  interface LapseObserver {
    void lapsed(ViewerId viewer, Ended stream);
  }

  /** Sweeps, and tells of the members that have expired. A store without upkeep tells nothing. */
  default CompletionStage<Integer> sweep(Instant now, LapseObserver observer) {
    return sweep(now);
  }

  /** The health of this store. Returns at once, from memory. */
  StoreHealth health();

  /** Completes accepted calls, then releases all resources. Later calls fail as unavailable. */
  @Override
  void close();
}
