package io.streamgate.limiter;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.Ending;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Member;
import io.streamgate.lease.Playback;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.Stream;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.limiter.Event.Manner;
import io.streamgate.limiter.Event.Reason;
import io.streamgate.limiter.StartRequest.IdempotencyKey;
import io.streamgate.limiter.StartRequest.Kind;
import java.util.concurrent.CompletionStage;

/** The way of a start: counted, named, decided by the store, told, answered. */
final class Starting {

  private final WatchedStore store;
  private final World world;
  private final Event.Listener events;
  private final Lookup lookup;
  private final StartLimit startLimit = new StartLimit();

  Starting(WatchedStore store, World world, Event.Listener events, Lookup lookup) {
    this.store = store;
    this.world = world;
    this.events = events;
    this.lookup = lookup;
  }

  CompletionStage<StartAnswer> start(Asked asked, StartRequest request) {
    var perMinute = asked.plan().startsPerMinute();
    if (!startLimit.allows(asked.viewer(), perMinute, asked.now())) {
      events.on(new Event.NotStarted(asked.caller(), Reason.TOO_MANY_STARTS, 0));
      var wait = startLimit.untilForgotten(asked.now());
      return completedStage(new StartAnswer.TooMany(perMinute, wait));
    }
    var start = named(asked, request);
    var answering = store.start(asked, start).thenCompose(decision -> answer(asked, decision));
    return switch (asked.pace().onStoreFailure()) {
      case REFUSE -> answering;
      case ADMIT -> answering.exceptionally(failure -> unenforced(asked, start, failure));
    };
  }

  /** A view that is over cannot be admitted: to put it on record is all that was asked. */
  private StartAnswer unenforced(Asked asked, Start start, Throwable failure) {
    var unavailable = Limiter.Unavailable.in(failure);
    return switch (start) {
      case Start.PastView _ -> throw unavailable;
      case Start.Play play -> {
        var expiresAt = asked.now().plus(asked.lease());
        var member = new Member(play.id(), expiresAt, play.playback(), play.details());
        events.on(new Event.Started(asked.caller(), play.id(), Manner.UNENFORCED));
        yield new StartAnswer.Unenforced(member, asked);
      }
    };
  }

  /** Gives the start the id it gets if it is new; by the id's sid an earlier one is found. */
  private Start named(Asked asked, StartRequest request) {
    var sid =
        switch (request.key()) {
          case IdempotencyKey.None() ->
              Sid.ofRandom(request.device(), world.randomBytes(Sid.RANDOM_BYTES));
          case IdempotencyKey.Chosen(var text) -> Sid.ofKey(asked.viewer(), request.device(), text);
        };
    var id = StreamId.of(asked.now(), sid);
    return switch (request.kind()) {
      case Kind.Play(var told, var takeover) -> {
        var playback = Playback.fromStart().after(told, asked.now());
        yield new Start.Play(id, playback, request.details(), takeover);
      }
      case Kind.PastView() -> new Start.PastView(id, Playback.fromStart(), request.details());
    };
  }

  private CompletionStage<StartAnswer> answer(Asked asked, StartDecision decision) {
    for (var ended : decision.ended()) {
      if (!(ended.ending() instanceof Ending.Recorded)) {
        events.on(new Event.StreamEnded(asked.caller(), ended));
      }
    }
    return switch (decision) {
      case StartDecision.Admitted(var member, var next, _) ->
          completedStage(started(asked, member, next, Manner.ADMITTED));
      case StartDecision.Recorded(var stream, var next) ->
          completedStage(started(asked, stream, next, Manner.RECORDED));
      case StartDecision.Replayed(var member, var next) ->
          completedStage(replayed(asked, member, next));
      case StartDecision.RecordedBefore(var stream) ->
          store.read(asked).thenApply(set -> replayed(asked, stream, set));
      case StartDecision.AlreadyEnded(var stream) -> {
        events.on(new Event.NotStarted(asked.caller(), Reason.ALREADY_ENDED, 0));
        yield lookup.gone(asked, stream).thenApply(gone -> gone);
      }
      case StartDecision.Refused(var live, var limit, var availableAt) -> {
        events.on(new Event.NotStarted(asked.caller(), Reason.LIMIT_REACHED, live.size()));
        yield completedStage(new StartAnswer.Refused(live, limit, availableAt, asked));
      }
      case StartDecision.NotAllowed(var live) -> {
        events.on(new Event.NotStarted(asked.caller(), Reason.NOT_ALLOWED, live.size()));
        yield completedStage(new StartAnswer.NotAllowed(live, asked));
      }
    };
  }

  private StartAnswer started(Asked asked, Stream stream, LeaseSet set, Manner manner) {
    events.on(new Event.Started(asked.caller(), stream.id(), manner));
    return new StartAnswer.Started(stream, account(asked, set), asked);
  }

  private StartAnswer replayed(Asked asked, Stream stream, LeaseSet set) {
    events.on(new Event.Started(asked.caller(), stream.id(), Manner.REPLAYED));
    return new StartAnswer.Replayed(stream, account(asked, set), asked);
  }

  private static Account account(Asked asked, LeaseSet set) {
    return Account.of(set, asked.limit(), asked.now());
  }
}
