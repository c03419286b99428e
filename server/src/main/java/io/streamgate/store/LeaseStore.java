package io.streamgate.store;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Rules;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Stream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps each viewer's leases, and changes them atomically.
 *
 * <p><b>Decisions.</b> What may happen to a viewer's streams is decided by {@link LeaseSet}; a
 * store makes that decision and its effect one step, and returns it.
 *
 * <p><b>Consistency.</b> A call that begins after another has completed sees its effect, from any
 * process that may use the store. Calls for one viewer that run at the same time take effect one
 * after another; calls for different viewers do not wait for each other's decision.
 *
 * <p><b>Durability.</b> What a completed call answered outlives the process, in every store that
 * outlives it at all; the expiry that a heartbeat moved may not.
 *
 * <p><b>Identity.</b> A start is idempotent by its stream id's sid: repeated while the stream is a
 * member, or for {@link Ended#KEY_REMEMBERED_FOR} after its end, it is answered with that stream
 * and changes no membership. A stream of one viewer is unknown to every other.
 *
 * <p><b>Time.</b> {@code now} is the caller's, to the millisecond; a store reads no clock to
 * decide.
 *
 * <p><b>Failure.</b> A stage that fails with {@link StoreUnavailable} leaves it open whether the
 * change happened: repeat it with the same stream id, which is harmless, before telling a player
 * anything. No stage fails with anything else, and no call throws.
 *
 * <p><b>Threads.</b> Every method may be called from any thread, never blocks it for I/O, and may
 * complete its stage on a thread of the store's own, which the caller must not block.
 *
 * <p>Every implementation passes {@code LeaseStoreContract}, which has a test for each sentence.
 */
public interface LeaseStore extends AutoCloseable {

  /** Admits, replays, records or refuses a stream. */
  CompletionStage<StartDecision> start(ViewerId viewer, Start start, Rules rules, Instant now);

  /** Renews a member's lease. A stream that has ended is told from one that never was. */
  CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now);

  /** Changes what is known of a member, or ends it with its last words. Renews nothing. */
  CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now);

  /** Ends a member. */
  CompletionStage<StreamDecision.OfEnd> end(ViewerId viewer, StreamId id, Instant now);

  /**
   * The viewer's members as they stand, which may include some that time has ended already: see
   * {@link LeaseSet#sweptAt}. A viewer never seen has an empty set.
   */
  CompletionStage<LeaseSet> read(ViewerId viewer);

  /** One stream, as member or from history; empty if it never was this viewer's. */
  CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now);

  /**
   * The viewer's ended streams, the newest id first. One that ended longer ago than the retention
   * time is not among them.
   */
  CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now);

  /**
   * Puts on record what time alone has changed by {@code now}: leases that ran out, members that
   * nobody revived, history past its retention. It frees no slot: decisions do not wait for it.
   * Bounded per call; to be called every few seconds. A store without upkeep does nothing.
   *
   * @return how many members had ended because nobody revived them
   */
  CompletionStage<Integer> sweep(Instant now);

  /** How this store stands. Answers at once, from memory. */
  StoreHealth health();

  /** Completes what was accepted, then frees everything. Calls made later fail as unavailable. */
  @Override
  void close();
}
