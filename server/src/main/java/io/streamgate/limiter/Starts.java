package io.streamgate.limiter;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.Event.Manner;
import io.streamgate.limiter.Event.Operation;
import io.streamgate.limiter.Event.Reason;
import io.streamgate.limiter.StartRequest.IdempotencyKey;
import io.streamgate.limiter.StartRequest.Kind;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Handles starts: checks the rate limits, assigns the id, calls the store, emits events. */
final class Starts {

  private final ObservedStore store;
  private final World world;
  private final Event.Listener events;
  private final Limiter.StartObserver observer;
  private final Lookup lookup;
  private final StartRates rates = new StartRates();

  Starts(
      ObservedStore store,
      World world,
      Event.Listener events,
      Limiter.StartObserver observer,
      Lookup lookup) {
    this.store = store;
    this.world = world;
    this.events = events;
    this.observer = observer;
    this.lookup = lookup;
  }

  CompletionStage<StartAnswer> start(Terms terms, StartRequest request) {
    return rates
        .count(terms, request.kind())
        .map(tooMany -> overLimit(terms, request, tooMany))
        .orElseGet(() -> decide(terms, request, withId(terms, request)));
  }

  /** A start over the limit is answered if it repeats an earlier one: one read finds that out. */
  private CompletionStage<StartAnswer> overLimit(
      Terms terms, StartRequest request, StartAnswer.TooMany tooMany) {
    if (request.key() instanceof IdempotencyKey.None || !rates.allowLookup(terms)) {
      return completedStage(rejected(terms, tooMany));
    }
    var start = withId(terms, request);
    return store
        .call(terms, Operation.READ, s -> s.isReplay(terms.viewer(), start.id(), terms.now()))
        .thenCompose(
            isReplay ->
                isReplay
                    ? decide(terms, request, start)
                    : completedStage(rejected(terms, tooMany)));
  }

  private StartAnswer rejected(Terms terms, StartAnswer.TooMany tooMany) {
    notStarted(terms, Reason.TOO_MANY_STARTS);
    return tooMany;
  }

  private CompletionStage<StartAnswer> decide(Terms terms, StartRequest request, Start start) {
    var answer =
        store
            .call(
                terms,
                Operation.START,
                s -> s.start(terms.viewer(), start, terms.entitlement(), terms.now()))
            .thenCompose(
                decision -> {
                  observer.decided(terms, request, start, decision);
                  return answer(terms, decision);
                });
    return switch (terms.pace().onStoreFailure()) {
      case REFUSE -> answer;
      case ADMIT -> answer.exceptionally(failure -> unenforced(terms, start, failure));
    };
  }

  /** Admits a stream uncounted. A past view fails, because it can only be recorded. */
  private StartAnswer unenforced(Terms terms, Start start, Throwable failure) {
    var unavailable = Limiter.Unavailable.unwrap(failure);
    return switch (start) {
      case Start.PastView _ -> throw unavailable;
      case Start.Play play -> {
        var member = play.admitted(terms.entitlement().rules(), terms.now());
        events.on(
            new Event.Started(
                terms.caller(), play.id(), Manner.UNENFORCED, terms.planName(), 0, null));
        yield new StartAnswer.Unenforced(member, terms);
      }
    };
  }

  /** Assigns the id. Its sid lets the store find an earlier start with the same key. */
  private Start withId(Terms terms, StartRequest request) {
    var sid =
        switch (request.key()) {
          case IdempotencyKey.None() ->
              Sid.ofRandom(request.device(), world.randomBytes(Sid.RANDOM_BYTES));
          case IdempotencyKey.Chosen(var text) -> Sid.ofKey(terms.viewer(), request.device(), text);
        };
    var id = StreamId.of(terms.now(), sid);
    return switch (request.kind()) {
      case Kind.Play(var reports, var takeover) -> {
        var playback = Playback.fromStart().after(reports, terms.now());
        var facts = terms.offer().facts(request.said());
        yield new Start.Play(id, playback, request.details(), takeover, facts);
      }
      case Kind.PastView() -> new Start.PastView(id, Playback.fromStart(), request.details());
    };
  }

  private CompletionStage<StartAnswer> answer(Terms terms, StartDecision decision) {
    return switch (decision) {
      case StartDecision.Admitted(var member, var next, var ended) -> {
        var held = terms.under(next.override());
        for (var each : ended) {
          events.on(new Event.StreamEnded(terms.caller(), each, held.planName()));
        }
        yield completedStage(started(held, member, next, Manner.ADMITTED));
      }
      case StartDecision.Recorded(var stream, var next) ->
          completedStage(started(terms.under(next.override()), stream, next, Manner.RECORDED));
      case StartDecision.Replayed(var member, var next) ->
          completedStage(replayed(terms.under(next.override()), member, next));
      case StartDecision.RecordedBefore(var stream) ->
          lookup.read(terms).thenApply(set -> replayed(terms.under(set.override()), stream, set));
      case StartDecision.AlreadyEnded(var stream) -> {
        notStarted(terms, Reason.ALREADY_ENDED);
        yield lookup.gone(terms, stream).thenApply(gone -> gone);
      }
      case StartDecision.KeyReused _ -> {
        notStarted(terms, Reason.KEY_REUSED);
        yield completedStage(new StartAnswer.KeyReused());
      }
      case StartDecision.Refused refused -> {
        var rule = refused.bound().rule();
        var reason = rule == null ? Reason.LIMIT_REACHED : Reason.RULE_REACHED;
        notStarted(terms, reason, refused.active(), refused.rules(), rule);
        yield completedStage(new StartAnswer.Refused(refused, terms));
      }
      case StartDecision.NotAllowed refused -> {
        var rule = refused.bound().rule();
        notStarted(terms, Reason.NOT_ALLOWED, refused.active(), refused.rules(), rule);
        yield completedStage(new StartAnswer.NotAllowed(refused, terms));
      }
    };
  }

  private StartAnswer started(Terms held, Stream stream, LeaseSet set, Manner manner) {
    var usage = usage(held, set);
    started(held, stream.id(), manner, usage);
    return new StartAnswer.Started(stream, usage, held);
  }

  private StartAnswer replayed(Terms held, Stream stream, LeaseSet set) {
    var usage = usage(held, set);
    started(held, stream.id(), Manner.REPLAYED, usage);
    return new StartAnswer.Replayed(stream, usage, held);
  }

  private void started(Terms terms, StreamId id, Manner manner, SlotUsage usage) {
    events.on(
        new Event.Started(
            terms.caller(), id, manner, terms.planName(), usage.active(), terms.limit()));
  }

  private void notStarted(
      Terms terms, Reason reason, int active, Rules held, @Nullable String rule) {
    events.on(
        new Event.NotStarted(terms.caller(), reason, active, held.plan(), rule, held.limit()));
  }

  /** Nothing of the plan was the reason. */
  private void notStarted(Terms terms, Reason reason) {
    events.on(new Event.NotStarted(terms.caller(), reason, 0, terms.planName(), null));
  }

  private static SlotUsage usage(Terms terms, LeaseSet set) {
    return SlotUsage.of(set, terms.limit(), terms.now());
  }
}
