package io.streamgate.store.dynamodb;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Rules;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import io.streamgate.store.dynamodb.item.CompareAndSwap;
import io.streamgate.store.dynamodb.item.DetailsReference;
import io.streamgate.store.dynamodb.item.ItemUpdate;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.table.UpdateOutcome;
import io.streamgate.store.shared.Backoff;
import io.streamgate.store.shared.Priority;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One start: a blind update first, which is all there is to it where there is room. Where its
 * condition does not hold, the kernel decides on the item that came with the refusal, and the
 * decision is made by compare-and-swap, again and again until it meets the item it was made on.
 *
 * <p>{@code docs/spec/ItemProtocol.tla} is the proof; its actions have the names of these methods.
 */
final class StartOperation {

  private final Collaborators parts;
  private final ViewerId viewer;
  private final Start start;
  private final Rules rules;
  private final Instant now;

  StartOperation(Collaborators parts, ViewerId viewer, Start start, Rules rules, Instant now) {
    this.parts = parts;
    this.viewer = viewer;
    this.start = start;
    this.rules = rules;
    this.now = now;
  }

  /** The blind first update. An idle viewer's item knows no limit of 0: that is looked up. */
  CompletionStage<StartDecision> start() {
    return switch (start) {
      case Start.Play _ when rules.limit().bound() == 0 ->
          parts
              .table()
              .read(viewer, Priority.NORMAL)
              .thenCompose(item -> decide(item, parts.backoff(start.id())));
      case Start.Play play -> admit(play);
      case Start.PastView past -> record(past);
    };
  }

  private CompletionStage<StartDecision> admit(Start.Play play) {
    return parts
        .table()
        .update(viewer, parts.updates().start(play, rules, now), Priority.NORMAL)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var item) -> admitted(item, List.of());
                  case UpdateOutcome.Unmet unmet -> decide(unmet, parts.backoff(start.id()));
                });
  }

  private CompletionStage<StartDecision> record(Start.PastView past) {
    return parts
        .table()
        .update(viewer, parts.updates().record(past, rules, now), Priority.NORMAL)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var item) -> recorded(item);
                  case UpdateOutcome.Unmet unmet -> decide(unmet, parts.backoff(start.id()));
                });
  }

  /** What was sent twice may have been made the first time. */
  private CompletionStage<StartDecision> decide(UpdateOutcome.Unmet unmet, Backoff backoff) {
    var item = unmet.found();
    return isMade(unmet) ? made(item) : decide(item, backoff);
  }

  private CompletionStage<StartDecision> made(ViewerItem item) {
    return switch (start) {
      case Start.Play _ -> admitted(item, item.takenBy(start.id()));
      case Start.PastView _ -> recorded(item);
    };
  }

  private boolean isMade(UpdateOutcome.Unmet unmet) {
    return unmet.isRepeated() && isOwn(unmet.found());
  }

  private CompletionStage<StartDecision> decide(ViewerItem item, Backoff backoff) {
    var older = item.member(start.id().sid()).filter(member -> member.isOverAt(now));
    if (older.isPresent()) {
      return expire(item, backoff);
    }
    return switch (item.set().decide(start, rules, now)) {
      case StartDecision.Admitted(var member, var next, var ended) ->
          swap(
              item,
              CompareAndSwap.admitting(item, member, next, ended, parts.retention()),
              after -> admitted(after, ended),
              backoff);
      case StartDecision.Recorded(var stream, var next) ->
          swap(item, CompareAndSwap.recording(item, next, stream), this::recorded, backoff);
      case StartDecision.Replayed(var member, _) -> replay(member, backoff);
      case StartDecision.RecordedBefore(var stream) ->
          detailsWrittenAgain(stream)
              .thenCompose(_ -> whole(item, stream))
              .thenApply(StartDecision.RecordedBefore::new);
      case StartDecision.AlreadyEnded(var stream) ->
          whole(item, stream).thenApply(StartDecision.AlreadyEnded::new);
      case StartDecision.Refused(var live, var limit, var availableAt) ->
          parts
              .largeDetails()
              .whole(viewer, live)
              .thenApply(whole -> new StartDecision.Refused(whole, limit, availableAt));
      case StartDecision.NotAllowed(var live) ->
          parts.largeDetails().whole(viewer, live).thenApply(StartDecision.NotAllowed::new);
    };
  }

  private CompletionStage<StartDecision> swap(
      ViewerItem read,
      ItemUpdate swap,
      Function<ViewerItem, CompletionStage<StartDecision>> made,
      Backoff backoff) {
    return olderWritten(read)
        .thenCompose(_ -> parts.table().update(viewer, swap, Priority.NORMAL))
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var item) -> made.apply(item);
                  // before the tries are counted: this may have been the last
                  case UpdateOutcome.Unmet unmet when isMade(unmet) -> decide(unmet, backoff);
                  case UpdateOutcome.Unmet unmet -> backoff.retry(next -> decide(unmet, next));
                });
  }

  /** The new stream wants the place of one with the same key, which time has ended. */
  private CompletionStage<StartDecision> expire(ViewerItem item, Backoff backoff) {
    return parts
        .outbox()
        .expire(viewer, item, now)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var after) -> decide(after, backoff);
                  case UpdateOutcome.Unmet unmet -> backoff.retry(next -> decide(unmet, next));
                });
  }

  /** A key may be used again for a new stream before the older one's row is written. */
  private CompletionStage<Void> olderWritten(ViewerItem item) {
    CompletionStage<Void> written = completedStage(null);
    for (var ended : item.unwritten(now)) {
      if (ended.id().hasSid(start.id().sid())) {
        written = written.thenCompose(_ -> parts.outbox().write(viewer, item, ended, now));
      }
    }
    return written;
  }

  /** Whether there is what this start would have written. */
  private boolean isOwn(ViewerItem item) {
    return switch (start) {
      case Start.Play _ ->
          item.member(start.id().sid())
              .filter(member -> member.id().equals(start.id()))
              .filter(member -> member.expiresAt().equals(now.plus(rules.lease())))
              .isPresent();
      case Start.PastView _ ->
          item.ended(start.id())
              .filter(stream -> stream.ending().equals(new Ending.Recorded(now)))
              .isPresent();
    };
  }

  private CompletionStage<StartDecision> admitted(ViewerItem item, List<Ended> ended) {
    parts.outbox().settle(viewer, item, ended.stream().map(Ended::id).toList(), now);
    var expiresAt = now.plus(rules.lease());
    var member = new Member(start.id(), expiresAt, start.playback(), start.details());
    return detailsWritten(start.id())
        .thenApply(_ -> new StartDecision.Admitted(member, setIn(item), ended));
  }

  private CompletionStage<StartDecision> recorded(ViewerItem item) {
    var last = new Member(start.id(), now, start.playback(), start.details());
    var stream = new Ended(last, new Ending.Recorded(now));
    return detailsWritten(start.id())
        .thenApply(
            _ -> {
              parts.outbox().settle(viewer, item, List.of(start.id()), now);
              return new StartDecision.Recorded(stream, setIn(item));
            });
  }

  private CompletionStage<StartDecision> replay(Member earlier, Backoff backoff) {
    var heartbeat = new Heartbeat(List.of(), rules.lease());
    return parts
        .table()
        .update(viewer, parts.updates().renew(earlier.id(), heartbeat, now), Priority.NORMAL)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var item) -> replayed(item, earlier);
                  case UpdateOutcome.Unmet unmet -> backoff.retry(next -> decide(unmet, next));
                });
  }

  private CompletionStage<StartDecision> replayed(ViewerItem item, Member earlier) {
    var member = item.member(earlier.id().sid()).orElse(earlier);
    return detailsWrittenAgain(member)
        .thenCompose(_ -> parts.largeDetails().whole(viewer, member))
        .thenApply(whole -> new StartDecision.Replayed(whole, setIn(item)));
  }

  /** The node that took it in may have died before it wrote large details: here they are again. */
  private CompletionStage<Void> detailsWrittenAgain(Stream earlier) {
    var same = DetailsReference.in(earlier.details()).equals(DetailsReference.of(start.details()));
    return same ? detailsWritten(earlier.id()) : completedStage(null);
  }

  private CompletionStage<Void> detailsWritten(StreamId id) {
    return parts.largeDetails().write(viewer, id, start.details(), now);
  }

  private CompletionStage<Ended> whole(ViewerItem item, Ended stream) {
    return parts.history().whole(viewer, item, stream, now);
  }

  private LeaseSet setIn(ViewerItem item) {
    return item.set().sweptAt(now).next();
  }
}
