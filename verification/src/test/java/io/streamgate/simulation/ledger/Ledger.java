package io.streamgate.simulation.ledger;

import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one viewer's streams from what was answered, with arithmetic of its own: it
 * shares no rule and no constant with the kernel.
 */
public final class Ledger {

  static final long LEASE_MS = 90_000;
  static final long REVIVABLE_MS = 600_000;
  static final long REMEMBERED_MS = 120_000;

  /** A pass over the leases every 5 seconds, and its commit. */
  static final long ON_RECORD_MS = 6_000;

  private static final long ONE_DAY_MS = 24 * 3_600_000;
  private static final int TRACED = 20;

  private final String whose;
  private final Tally tally;
  private final Set<String> idsOfAll;
  private final long retentionMs;
  private final Map<String, Known> known = new HashMap<>();
  private final List<Known> inOrder = new ArrayList<>();
  private final List<Known> running = new ArrayList<>();
  private final ArrayDeque<Object> trace = new ArrayDeque<>();

  /**
   * The latest that any clock of the server has shown: what was past by it may be off the record.
   */
  private long latestMs;

  /** A ledger that knows nothing yet; {@code whose} says so in a violation. */
  public Ledger(String whose, Tally tally, Set<String> idsOfAll, long retentionMs) {
    this.whose = whose;
    this.tally = tally;
    this.idsOfAll = idsOfAll;
    this.retentionMs = retentionMs;
  }

  /** Notes an event, for whoever reads of a violation. */
  public void note(Object event) {
    if (trace.size() == TRACED) {
      trace.remove();
    }
    trace.add(event);
  }

  /** Counts a check, and ends the simulation if it does not hold. */
  public void require(int invariant, boolean holds, String rule) {
    tally.checked(invariant);
    if (!holds) {
      throw violation(invariant, rule);
    }
  }

  Violation violation(int invariant, String rule) {
    return new Violation(
        invariant, whose + ": " + rule, trace.stream().map(Object::toString).toList());
  }

  Optional<Known> named(String id) {
    return Optional.ofNullable(known.get(id));
  }

  /** The streams that were started so. */
  List<Known> startedBy(Request.Start start) {
    return inOrder.stream().filter(stream -> stream.isOf(start)).toList();
  }

  /** Every stream within the retention. */
  List<Known> all() {
    return List.copyOf(inOrder);
  }

  /** Those that hold a slot. */
  List<Known> members() {
    return List.copyOf(running);
  }

  /** How many leases run. */
  long liveAt(long nowMs) {
    return running.stream().filter(stream -> nowMs < stream.expiresAtMs).count();
  }

  /** Whether this id has named a stream, of whichever viewer. */
  boolean isTaken(String id) {
    return idsOfAll.contains(id);
  }

  /** Adds a stream that was started. */
  Known add(String id, Request.Start start, long nowMs) {
    require(10, idsOfAll.add(id), "an id names one stream");
    var added = new Known(id, start, nowMs + LEASE_MS);
    added.endedAtMs = nowMs;
    known.put(id, added);
    inOrder.add(added);
    if (added.member) {
      running.add(added);
    }
    return added;
  }

  /** Has a stream's lease begin anew. */
  void renew(Known stream, long nowMs) {
    stream.expiresAtMs = nowMs + LEASE_MS;
    stream.onRecordAsLapsed = false;
  }

  /** Ends a stream. */
  void end(Known stream, long endedAtMs) {
    running.remove(stream);
    stream.member = false;
    stream.endedAtMs = endedAtMs;
  }

  /** Ends what nobody revived in time. */
  void passTime(long nowMs) {
    latestMs = Math.max(latestMs, nowMs);
    for (var stream : members()) {
      if (nowMs >= stream.expiresAtMs + REVIVABLE_MS) {
        end(stream, stream.expiresAtMs);
        stream.overByTime = true;
      }
    }
  }

  /** Whether it ended so long ago that it may be off the record. */
  boolean mayBeForgotten(Known stream) {
    return !stream.member && stream.endedAtMs < latestMs - retentionMs;
  }

  /** Whether it ended before any time that a clock will be set back to. */
  boolean isLongForgotten(Known stream) {
    return !stream.member && stream.endedAtMs < latestMs - retentionMs - ONE_DAY_MS;
  }

  /** Whether a stream that ended then may be shown. */
  boolean isWithinRetention(long endedAtMs, long nowMs) {
    return endedAtMs >= nowMs - retentionMs;
  }

  /** Compares what is listed with what should be. */
  void compare(List<Stream> listed, Outcome outcome) {
    var there = new HashSet<String>();
    for (var stream : listed) {
      var id = stream.id().value();
      there.add(id);
      var expected = known.get(id);
      if (expected == null) {
        throw violation(
            idsOfAll.contains(id) ? 8 : outcome.or(1),
            "a member that no admission of this viewer added: " + id);
      }
      require(10, expected.member, "an ended stream stays ended");
      require(
          outcome.or(4),
          stream instanceof Member member
              && member.expiresAt().toEpochMilli() == expected.expiresAtMs,
          "a lease ends 90 s after the last sign of life");
    }
    for (var stream : running) {
      require(
          outcome.or(2),
          there.contains(stream.id),
          "an acknowledged start is listed until it ends");
    }
    tally.checked(1);
  }

  /** What a request may have changed, and whose fault it is if there is more. */
  enum Outcome {
    /** Streams, as the answer says. */
    CHANGED,
    /** Nothing: it was refused. */
    REFUSED,
    /** Nothing: it was about what is no member. */
    NO_MEMBER;

    /** The invariant that a change is against which should be that of {@code otherwise}. */
    int or(int otherwise) {
      return switch (this) {
        case CHANGED -> otherwise;
        case REFUSED -> 2;
        case NO_MEMBER -> 3;
      };
    }
  }

  /** The server crashed at {@code nowMs}: what time ended just before may not be on record. */
  public void crash(long nowMs) {
    passTime(nowMs);
    for (var stream : inOrder) {
      var overSinceMs = nowMs - stream.expiresAtMs - REVIVABLE_MS;
      stream.uncertain |= stream.overByTime && overSinceMs < ON_RECORD_MS;
    }
    note("the server crashed");
  }

  /**
   * The server is back, with these streams.
   *
   * @param crashedMs the clock when it crashed
   */
  public void restart(List<Stream> listed, long crashedMs, long nowMs) {
    note("the server is back, its clock %+d s off".formatted((nowMs - crashedMs) / 1000));
    latestMs = Math.max(latestMs, nowMs);
    new Restart(this, crashedMs, nowMs).check(listed);
  }

  /** Takes up a stream that is a member after all. */
  void reinstate(Known stream) {
    stream.overByTime = false;
    if (!stream.member) {
      stream.member = true;
      running.add(stream);
    }
  }

  /** Forgets a stream. */
  void forget(Known stream) {
    running.remove(stream);
    inOrder.remove(stream);
    known.remove(stream.id);
  }

  /** Forgets a stream that never was: its id may yet name one. */
  void neverWas(Known stream) {
    idsOfAll.remove(stream.id);
    forget(stream);
  }
}
