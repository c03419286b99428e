package io.streamgate.admin;

import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Event.Operation;
import io.streamgate.limiter.Event.Trigger;
import io.streamgate.limiter.ObservedStore;
import io.streamgate.limiter.World;
import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail;
import io.streamgate.store.AuditTrail.Book;
import io.streamgate.store.LeaseStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The store as operators use it: an act is on record before it begins, and if the entry cannot be
 * written, nothing is done. Stages fail with {@link io.streamgate.limiter.Limiter.Unavailable}.
 * Thread-safe.
 */
public final class AuditedStore {

  private final ObservedStore store;
  private final AuditTrail trail;
  private final World world;
  private final Event.Listener events;
  private final ActObserver observer;

  /** Creates one that closes neither the store nor the trail. */
  public AuditedStore(
      LeaseStore store,
      AuditTrail trail,
      World world,
      Event.Listener events,
      ActObserver observer) {
    this.store = new ObservedStore(store, world, events);
    this.trail = trail;
    this.world = world;
    this.events = events;
    this.observer = observer;
  }

  Instant now() {
    return world.now();
  }

  void emit(Event event) {
    events.on(event);
  }

  /** Calls the store. */
  <T> CompletionStage<T> call(
      OperatorCaller by, Operation operation, Function<LeaseStore, CompletionStage<T>> call) {
    return store.call(trigger(by), operation, call);
  }

  /** Calls what is kept beside the streams for the audit. */
  <T> CompletionStage<T> callAudit(OperatorCaller by, Supplier<CompletionStage<T>> call) {
    return store.observe(trigger(by), Operation.AUDIT, call);
  }

  /** Names no viewer, so that the log does not name one after its erasure. */
  private static Trigger trigger(OperatorCaller by) {
    return new Trigger.ByOperator(by.operator().name(), by.requestId(), by.traceId());
  }

  /** Puts an act on record. The operator may act once this has completed. */
  CompletionStage<@Nullable Void> record(OperatorCaller by, Book book, Act act) {
    var entry =
        new AuditEntry(
            world.now(),
            by.operator().name(),
            by.operator().role().word(),
            act.action().word(),
            act.subject(),
            act.reason(),
            by.requestId());
    return callAudit(by, () -> trail.append(book, entry))
        .thenApply(
            _ -> {
              acted(by, act);
              return null;
            });
  }

  /** Tells of an act that is on record. */
  void acted(OperatorCaller by, Act act) {
    observer.acted(by, act.action());
  }

  /** Reads what is on record, newest first. */
  CompletionStage<List<AuditEntry>> entries(OperatorCaller by, Book book, int atMost) {
    return callAudit(by, () -> trail.read(book, atMost, world.now()));
  }
}
