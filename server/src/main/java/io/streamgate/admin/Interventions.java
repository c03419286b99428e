package io.streamgate.admin;

import io.streamgate.admin.Act.OperatorAction;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Termination;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Event.Operation;
import io.streamgate.limiter.Terms;
import io.streamgate.store.AuditTrail.Book;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an operator changes for one viewer: ends streams, and sets exceptions. */
public final class Interventions {

  private final AuditedStore store;
  private final ViewerLookup lookup;

  /** Changes what is in {@code store}. */
  public Interventions(AuditedStore store, ViewerLookup lookup) {
    this.store = store;
    this.lookup = lookup;
  }

  /**
   * Why streams are ended.
   *
   * @param note for the viewer; null if there is none
   * @param reason for the audit; may be empty
   */
  public record Why(@Nullable String note, String reason) {

    private Termination by(OperatorCaller operator) {
      return new Termination(operator.operator().role().word(), note);
    }
  }

  /** Streams that have ended, and the terms of their viewer. */
  public record EndedStreams(List<Ended> streams, Terms terms) {
    public EndedStreams {
      streams = List.copyOf(streams);
    }
  }

  /** Ends a stream. Returns it, if it had ended already as well; empty if it is unknown. */
  public CompletionStage<Optional<EndedStreams>> end(
      OperatorCaller by, ViewerId viewer, StreamId id, Why why) {
    var terms = lookup.terms(by, viewer);
    return store
        .record(
            by, new Book.OfViewer(viewer), new Act(OperatorAction.END, id.value(), why.reason()))
        .thenCompose(
            _ ->
                store.call(
                    by, Operation.TERMINATE, s -> s.terminate(viewer, id, why.by(by), terms.now())))
        .thenApply(decision -> ended(decision, terms));
  }

  private Optional<EndedStreams> ended(StreamDecision.OfEnd decision, Terms terms) {
    return switch (decision) {
      case StreamDecision.Closed(var stream, _) -> Optional.of(ended(List.of(stream), terms));
      case StreamDecision.Gone(var stream) -> Optional.of(new EndedStreams(List.of(stream), terms));
      case StreamDecision.Unknown() -> Optional.empty();
    };
  }

  /** Ends all streams of a viewer, and returns them. */
  public CompletionStage<EndedStreams> endAll(OperatorCaller by, ViewerId viewer, Why why) {
    var terms = lookup.terms(by, viewer);
    return store
        .record(by, new Book.OfViewer(viewer), new Act(OperatorAction.END_ALL, "", why.reason()))
        .thenCompose(
            _ ->
                store.call(
                    by, Operation.TERMINATE, s -> s.terminateAll(viewer, why.by(by), terms.now())))
        .thenApply(decision -> ended(decision.all(), terms));
  }

  private EndedStreams ended(List<Ended> streams, Terms terms) {
    streams.forEach(
        each -> store.emit(new Event.StreamEnded(terms.caller(), each, terms.planName())));
    return new EndedStreams(streams, terms);
  }

  /** Sets the viewer's override in place of any other. */
  public CompletionStage<@Nullable Void> setOverride(
      OperatorCaller by, ViewerId viewer, ViewerOverride override, String reason) {
    return override(
        by, viewer, new Act(OperatorAction.SET_OVERRIDE, text(override), reason), override);
  }

  /** Removes the viewer's override, if there is one. */
  public CompletionStage<@Nullable Void> removeOverride(
      OperatorCaller by, ViewerId viewer, String reason) {
    return override(by, viewer, new Act(OperatorAction.REMOVE_OVERRIDE, "", reason), null);
  }

  private CompletionStage<@Nullable Void> override(
      OperatorCaller by, ViewerId viewer, Act act, @Nullable ViewerOverride override) {
    var terms = lookup.terms(by, viewer);
    return store
        .record(by, new Book.OfViewer(viewer), act)
        .thenCompose(
            _ ->
                store.call(
                    by, Operation.OVERRIDE, s -> s.setOverride(viewer, override, terms.now())))
        .thenApply(
            _ -> {
              store.emit(new Event.Overridden(terms.caller(), override));
              return null;
            });
  }

  private static String text(ViewerOverride override) {
    var granted =
        switch (override.grant()) {
          case Grant.OfPlan(var name) -> "plan " + name;
          case Grant.OfLimit(Limit.AtMost(var streams)) -> "limit " + streams;
          case Grant.OfLimit(Limit.Unlimited _) -> "unlimited";
        };
    return granted + " until " + override.until();
  }
}
