package io.streamgate.admin;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.admin.Act.OperatorAction;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Termination;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Event.Operation;
import io.streamgate.limiter.Terms;
import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail.Book;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Erases viewers. One entry is left in a book of its own, which names the viewer by a hash: the
 * viewer's own audit is erased with everything else.
 */
public final class Erasures {

  /** A call within this time goes on with the erasure that the same operator has begun. */
  private static final Duration ONE_ERASURE = Duration.ofHours(1);

  /** How many of the latest erasures are looked at to find the one that a call goes on with. */
  private static final int LATEST = 200;

  private final AuditedStore store;
  private final ViewerLookup lookup;
  private final ErasureHash hash;

  /** Erases what is in {@code store}. */
  public Erasures(AuditedStore store, ViewerLookup lookup, ErasureHash hash) {
    this.store = store;
    this.lookup = lookup;
    this.hash = hash;
  }

  /** How far an erasure is. */
  public sealed interface ErasureProgress {

    /** Nothing was left of the viewer. */
    record Complete() implements ErasureProgress {}

    /** The call is to be repeated {@code after} this time, which is positive. */
    record Repeat(Duration after) implements ErasureProgress {}
  }

  /** Ends the viewer's streams and erases all that is kept of the viewer. */
  public CompletionStage<ErasureProgress> erase(OperatorCaller by, ViewerId viewer, String reason) {
    var terms = lookup.terms(by, viewer);
    return store
        .callAudit(by, () -> hash.of(viewer))
        .thenCompose(subject -> record(by, new Act(OperatorAction.ERASE, subject, reason)))
        .thenCompose(_ -> erase(by, terms));
  }

  private CompletionStage<@Nullable Void> record(OperatorCaller by, Act act) {
    return latest(by, LATEST)
        .thenCompose(
            latest -> {
              if (latest.stream().noneMatch(entry -> isBegunIn(entry, by, act))) {
                return store.record(by, new Book.OfErasures(), act);
              }
              store.acted(by, act);
              return completedStage(null);
            });
  }

  private boolean isBegunIn(AuditEntry entry, OperatorCaller by, Act act) {
    return entry.subject().equals(act.subject())
        && entry.operator().equals(by.operator().name())
        && entry.at().isAfter(store.now().minus(ONE_ERASURE));
  }

  private CompletionStage<ErasureProgress> erase(OperatorCaller by, Terms terms) {
    var termination = new Termination(by.operator().role().word(), null);
    return store
        .call(by, Operation.ERASE, s -> s.erase(terms.viewer(), termination, terms.now()))
        .thenApply(
            erased -> {
              store.emit(new Event.Erased(terms.caller(), erased.isComplete()));
              return progress(erased, terms.now());
            });
  }

  private static ErasureProgress progress(OperatorDecision.Erased erased, Instant now) {
    if (erased.isComplete()) {
      return new ErasureProgress.Complete();
    }
    var last =
        erased.next().recent().stream()
            .map(ended -> ended.ending().at())
            .max(Comparator.naturalOrder())
            .orElse(now);
    var left = Duration.between(now, last.plus(Ended.KEY_REMEMBERED_FOR));
    return new ErasureProgress.Repeat(left.isPositive() ? left : Ended.KEY_REMEMBERED_FOR);
  }

  /** The latest erasures, newest first. */
  public CompletionStage<List<AuditEntry>> latest(OperatorCaller by, int atMost) {
    return store.entries(by, new Book.OfErasures(), atMost);
  }
}
