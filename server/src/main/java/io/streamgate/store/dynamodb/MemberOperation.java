package io.streamgate.store.dynamodb;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Intervention;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Leave;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.dynamodb.item.CompareAndSwap;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.item.expression.ItemUpdate;
import io.streamgate.store.dynamodb.table.UpdateOutcome;
import io.streamgate.store.shared.Backoff;
import io.streamgate.store.shared.Priority;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A request about a stream that was started before. A heartbeat and an end are one blind update
 * each; an amendment is computed from the item read, and applied if that is still current. If a
 * condition fails, the kernel decides on the item that came with the failure.
 */
final class MemberOperation {

  private final Collaborators parts;
  private final LargeDetails largeDetails;
  private final ViewerId viewer;
  private final StreamId id;
  private final Instant now;

  MemberOperation(Collaborators parts, ViewerId viewer, StreamId id, Instant now) {
    this.parts = parts;
    this.largeDetails = parts.largeDetails().urgent();
    this.viewer = viewer;
    this.id = id;
    this.now = now;
  }

  CompletionStage<StreamDecision.OfRenewal> renew(Heartbeat heartbeat) {
    return renew(heartbeat, Backoff.of(id, parts.delay()));
  }

  private CompletionStage<StreamDecision.OfRenewal> renew(Heartbeat heartbeat, Backoff backoff) {
    return update(parts.updates().renew(id, heartbeat, now))
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var item) -> kept(item);
                  case UpdateOutcome.Unmet(var item, _) -> notRenewed(item, heartbeat, backoff);
                });
  }

  /** A renewal that is not newer than the one on record is answered by that one. */
  private CompletionStage<StreamDecision.OfRenewal> notRenewed(
      ViewerItem item, Heartbeat heartbeat, Backoff backoff) {
    return switch (item.set().renew(id, heartbeat, now)) {
      case StreamDecision.Kept(var member, _) -> {
        var stored = item.member(id).orElseThrow();
        if (item.isFromTheFuture(id)) {
          yield or(update(parts.updates().correct(item, member)), this::kept, heartbeat, backoff);
        }
        if (stored.expiresAt().isBefore(now.plus(heartbeat.lease()))) {
          yield backoff.retry(next -> renew(heartbeat, next));
        }
        if (member.playback().equals(stored.playback())) {
          yield kept(item);
        }
        var report = parts.updates().report(id, heartbeat.reports(), now);
        yield or(update(report), this::kept, heartbeat, backoff);
      }
      case StreamDecision.NotMember no -> past(item, no).thenApply(past -> past);
    };
  }

  private CompletionStage<StreamDecision.OfRenewal> or(
      CompletionStage<UpdateOutcome> update,
      Function<ViewerItem, CompletionStage<StreamDecision.OfRenewal>> applied,
      Heartbeat heartbeat,
      Backoff backoff) {
    return update.thenCompose(
        outcome ->
            switch (outcome) {
              case UpdateOutcome.Applied(var item) -> applied.apply(item);
              case UpdateOutcome.Unmet _ -> backoff.retry(next -> renew(heartbeat, next));
            });
  }

  /** Cuts the lease if it is still the one that the player was told. */
  CompletionStage<StreamDecision.OfRenewal> leave(Leave leave) {
    if (!now.plus(leave.grace()).isBefore(leave.told())) {
      return parts.read(viewer, Priority.URGENT, now).thenCompose(item -> notLeft(item, leave));
    }
    return update(parts.updates().leave(id, leave, now))
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var item) -> kept(item);
                  case UpdateOutcome.Unmet(var item, _) -> notLeft(item, leave);
                });
  }

  private CompletionStage<StreamDecision.OfRenewal> notLeft(ViewerItem item, Leave leave) {
    return switch (item.set().leave(id, leave, now)) {
      case StreamDecision.Kept _ -> kept(item);
      case StreamDecision.NotMember no -> past(item, no).thenApply(past -> past);
    };
  }

  private CompletionStage<StreamDecision.OfRenewal> kept(ViewerItem item) {
    parts.outbox().settle(viewer, item, List.of(), now);
    return largeDetails
        .whole(viewer, item.member(id.sid()).orElseThrow())
        .thenApply(member -> new StreamDecision.Kept(member, item.set()));
  }

  CompletionStage<StreamDecision.OfEnd> end(Device by) {
    return end(parts.updates().end(id, by, now), set -> set.end(id, by, now));
  }

  CompletionStage<StreamDecision.OfEnd> terminate(Termination by) {
    return end(
        parts.updates().terminate(id, by, now), set -> new Intervention(set, by, now).end(id));
  }

  private CompletionStage<StreamDecision.OfEnd> end(
      ItemUpdate blind, Function<LeaseSet, StreamDecision.OfEnd> decision) {
    return update(blind)
        .thenCompose(outcome -> ended(outcome, decision, Backoff.of(id, parts.delay())));
  }

  private CompletionStage<StreamDecision.OfEnd> ended(
      UpdateOutcome outcome, Function<LeaseSet, StreamDecision.OfEnd> decision, Backoff backoff) {
    return switch (outcome) {
      case UpdateOutcome.Applied(var item) -> closed(item).thenApply(closed -> closed);
      case UpdateOutcome.Unmet(var item, _) ->
          switch (decision.apply(item.set())) {
            // its device has another stream, so the marks must be computed
            case StreamDecision.Closed(var stream, var next) -> {
              var swap = CompareAndSwap.ending(item, next, List.of(stream));
              yield backoff.retry(
                  again -> update(swap).thenCompose(swapped -> ended(swapped, decision, again)));
            }
            case StreamDecision.NotMember no -> past(item, no).thenApply(past -> past);
          };
    };
  }

  private CompletionStage<StreamDecision.Closed> closed(ViewerItem item) {
    parts.outbox().settle(viewer, item, List.of(id), now);
    var ended = item.ended(id).orElseThrow();
    return largeDetails
        .whole(viewer, ended)
        .thenApply(whole -> new StreamDecision.Closed(whole, item.set()));
  }

  CompletionStage<StreamDecision.OfAmendment> amend(Amendment amendment) {
    return parts
        .read(viewer, Priority.URGENT, now)
        .thenCompose(item -> amend(item, amendment, Backoff.of(id, parts.delay())));
  }

  private CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerItem item, Amendment amendment, Backoff backoff) {
    return largeDetails
        .setOf(viewer, item, id)
        .thenCompose(
            set ->
                switch (set.amend(id, amendment, now)) {
                  case StreamDecision.Kept(var member, _) ->
                      change(item, member, amendment, backoff);
                  case StreamDecision.Closed closed -> close(item, closed, amendment, backoff);
                  case StreamDecision.Rejected rejected -> completedStage(rejected);
                  case StreamDecision.NotMember no -> past(item, no).thenApply(past -> past);
                });
  }

  private CompletionStage<StreamDecision.OfAmendment> change(
      ViewerItem read, Member changed, Amendment amendment, Backoff backoff) {
    var change = parts.updates().amend(read, changed, amendment.reports(), now);
    return update(changed, change)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var item) -> changed(read, item, changed);
                  case UpdateOutcome.Unmet(var item, _) ->
                      backoff.retry(next -> amend(item, amendment, next));
                });
  }

  private CompletionStage<StreamDecision.OfAmendment> changed(
      ViewerItem before, ViewerItem item, Member changed) {
    var member = item.member(id.sid()).orElseThrow();
    var whole = member.with(changed.details());
    var older = before.member(id.sid()).orElseThrow().details();
    var forgotten =
        older.equals(member.details())
            ? CompletableFuture.<Void>completedStage(null)
            : largeDetails.forget(viewer, id, older);
    // if this fails, the row expires by its ttl
    return forgotten.handle((_, _) -> new StreamDecision.Kept(whole, item.set()));
  }

  private CompletionStage<StreamDecision.OfAmendment> close(
      ViewerItem read, StreamDecision.Closed closed, Amendment amendment, Backoff backoff) {
    var swap = CompareAndSwap.recording(read, closed.next(), closed.stream());
    return update(closed.stream().last(), swap)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var item) -> closed(item).thenApply(made -> made);
                  case UpdateOutcome.Unmet(var item, _) ->
                      backoff.retry(next -> amend(item, amendment, next));
                });
  }

  private CompletionStage<UpdateOutcome> update(Member changed, ItemUpdate change) {
    return largeDetails.write(viewer, changed, now).thenCompose(_ -> update(change));
  }

  private CompletionStage<UpdateOutcome> update(ItemUpdate change) {
    return parts.update(viewer, change, Priority.URGENT, now);
  }

  private CompletionStage<StreamDecision.NotMember> past(
      ViewerItem item, StreamDecision.NotMember notMember) {
    return switch (notMember) {
      case StreamDecision.Gone(var stream) -> parts.history().gone(viewer, item, stream, now);
      case StreamDecision.Unknown() -> parts.history().past(viewer, item, id, now);
    };
  }
}
