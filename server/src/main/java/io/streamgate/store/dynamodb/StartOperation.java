package io.streamgate.store.dynamodb;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.dynamodb.item.CompareAndSwap;
import io.streamgate.store.dynamodb.item.Updates;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.item.expression.ItemUpdate;
import io.streamgate.store.dynamodb.table.UpdateOutcome;
import io.streamgate.store.shared.Backoff;
import io.streamgate.store.shared.Priority;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One start. A blind update comes first, and is all that is needed while it can see that there is
 * room: see {@link Updates#start}. If its condition fails, the kernel decides on the item that came
 * with the failure, by the rules that hold under the override in it, and the decision is applied by
 * compare-and-swap, repeatedly until the item has not changed in between.
 *
 * <p>{@code docs/spec/ItemProtocol.tla} is the proof; its actions have the names of these methods.
 */
final class StartOperation {

  private final Collaborators parts;
  private final ViewerId viewer;
  private final Start start;
  private final Entitlement entitlement;
  private final Rules rules;
  private final Instant now;
  private final UnchangedStart answer;

  StartOperation(
      Collaborators parts, ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
    this.parts = parts;
    this.viewer = viewer;
    this.start = start;
    this.entitlement = entitlement;
    this.rules = entitlement.rules();
    this.now = now;
    this.answer = new UnchangedStart(parts, viewer, start, now);
  }

  /**
   * The blind first update; with a bound of 0, which its condition cannot express, a read: the
   * start may be a repetition, or an override may allow it.
   */
  CompletionStage<StartDecision> start() {
    return switch (start) {
      case Start.Play play when rules.allowNone(play.facts()) ->
          parts
              .read(viewer, Priority.NORMAL, now)
              .thenCompose(item -> decide(item, Backoff.of(start.id(), parts.delay())));
      case Start.Play play ->
          attempt(
              parts.updates().start(play, rules, now),
              item -> admitted(item, play.admitted(rules, now), List.of()));
      case Start.PastView past -> attempt(parts.updates().record(past, rules, now), this::recorded);
    };
  }

  private CompletionStage<StartDecision> attempt(
      ItemUpdate blind, Function<ViewerItem, CompletionStage<StartDecision>> made) {
    return update(blind)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var item) -> made.apply(item);
                  case UpdateOutcome.Unmet unmet ->
                      decide(unmet, Backoff.of(start.id(), parts.delay()));
                });
  }

  private CompletionStage<UpdateOutcome> update(ItemUpdate change) {
    return parts.update(viewer, change, Priority.NORMAL, now);
  }

  /** An update that was sent twice may have succeeded the first time. */
  private CompletionStage<StartDecision> decide(UpdateOutcome.Unmet unmet, Backoff backoff) {
    var item = unmet.found();
    if (!isMade(unmet)) {
      return decide(item, backoff);
    }
    return switch (start) {
      case Start.Play play ->
          admitted(item, asStored(play.admitted(rules, now), item), item.takenBy(start.id()));
      case Start.PastView _ -> recorded(item);
    };
  }

  private boolean isMade(UpdateOutcome.Unmet unmet) {
    return unmet.isRepeated() && isOwn(unmet.found());
  }

  private CompletionStage<StartDecision> decide(ViewerItem item, Backoff backoff) {
    if (item.member(start.id().sid()).filter(member -> member.isOverAt(now)).isPresent()) {
      return expire(item, backoff);
    }
    return switch (item.set().decide(start, entitlement, now)) {
      case StartDecision.Admitted(var member, var next, var ended) ->
          swap(
              item,
              CompareAndSwap.admitting(item, member, next, ended, parts.retention()),
              after -> admitted(after, member, ended),
              backoff);
      case StartDecision.Recorded(var stream, var next) ->
          swap(item, CompareAndSwap.recording(item, next, stream), this::recorded, backoff);
      case StartDecision.Replayed(var member, _) -> replay(item, member, backoff);
      case StartDecision unchanged -> answer.to(item, unchanged);
    };
  }

  private CompletionStage<StartDecision> swap(
      ViewerItem read,
      ItemUpdate swap,
      Function<ViewerItem, CompletionStage<StartDecision>> made,
      Backoff backoff) {
    return writeOlder(read)
        .thenCompose(_ -> update(swap))
        .thenCompose(
            outcome ->
                // without counting a retry: this may have been the last one
                outcome instanceof UpdateOutcome.Unmet unmet && isMade(unmet)
                    ? decide(unmet, backoff)
                    : orRetry(outcome, made, backoff));
  }

  private CompletionStage<StartDecision> orRetry(
      UpdateOutcome outcome,
      Function<ViewerItem, CompletionStage<StartDecision>> applied,
      Backoff backoff) {
    return switch (outcome) {
      case UpdateOutcome.Applied(var item) -> applied.apply(item);
      case UpdateOutcome.Unmet unmet -> backoff.retry(next -> decide(unmet, next));
    };
  }

  /** Records the end of an expired stream with the same key, to make room for the new one. */
  private CompletionStage<StartDecision> expire(ViewerItem item, Backoff backoff) {
    return parts
        .outbox()
        .expire(viewer, item, now)
        .thenCompose(outcome -> orRetry(outcome, after -> decide(after, backoff), backoff));
  }

  /** Writes the history row of an older stream with the same key, which may still be missing. */
  private CompletionStage<Void> writeOlder(ViewerItem item) {
    CompletionStage<Void> written = completedStage(null);
    for (var ended : item.unwritten(now)) {
      if (ended.id().hasSid(start.id().sid())) {
        written = written.thenCompose(_ -> parts.outbox().write(viewer, item, ended, now));
      }
    }
    return written;
  }

  /** Whether the item has what this start would have written. */
  private boolean isOwn(ViewerItem item) {
    return switch (start) {
      case Start.Play _ ->
          item.member(start.id())
              .filter(member -> member.expiresAt().equals(now.plus(rules.lease())))
              .isPresent();
      case Start.PastView _ ->
          item.ended(start.id())
              .filter(stream -> stream.ending().equals(new Ending.Recorded(now)))
              .isPresent();
    };
  }

  /** The update may have been the blind one or a swap, whichever rules held for that. */
  private static Member asStored(Member admitted, ViewerItem item) {
    return item.member(admitted.id())
        .map(stored -> admitted.with(stored.atStart()))
        .orElse(admitted);
  }

  private CompletionStage<StartDecision> admitted(
      ViewerItem item, Member member, List<Ended> ended) {
    parts.outbox().settle(viewer, item, ended.stream().map(Ended::id).toList(), now);
    return parts
        .largeDetails()
        .write(viewer, member, now)
        .thenApply(_ -> new StartDecision.Admitted(member, answer.setIn(item), ended));
  }

  private CompletionStage<StartDecision> recorded(ViewerItem item) {
    var last = new Member(start.id(), now, start.playback(), start.details());
    var stream = new Ended(last, new Ending.Recorded(now));
    return parts
        .largeDetails()
        .write(viewer, last, now)
        .thenApply(
            _ -> {
              parts.outbox().settle(viewer, item, List.of(start.id()), now);
              return new StartDecision.Recorded(stream, answer.setIn(item));
            });
  }

  private CompletionStage<StartDecision> replay(ViewerItem item, Member earlier, Backoff backoff) {
    var isFromTheFuture = item.isFromTheFuture(earlier.id());
    var stored = item.member(earlier.id()).orElseThrow();
    if (!isFromTheFuture && !stored.expiresAt().isBefore(now.plus(rules.lease()))) {
      return answer.to(item, new StartDecision.Replayed(earlier, item.set()));
    }
    var heartbeat = new Heartbeat(List.of(), rules.lease());
    var renewal =
        isFromTheFuture
            ? parts.updates().correct(item, earlier)
            : parts.updates().renew(earlier.id(), heartbeat, now);
    return update(renewal)
        .thenCompose(
            outcome ->
                orRetry(
                    outcome,
                    after -> answer.to(after, new StartDecision.Replayed(earlier, after.set())),
                    backoff));
  }
}
