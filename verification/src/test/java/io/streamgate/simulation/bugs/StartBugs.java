package io.streamgate.simulation.bugs;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.given.Given;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.Where;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.ForwardingLeaseStore;
import io.streamgate.store.LeaseStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Bugs of starts, each in a few lines. */
public final class StartBugs {

  private static final int NOW_AND_THEN = 10;

  private StartBugs() {}

  /** A start that a buggy store answers, with the viewer's streams at that time. */
  private record StartCall(
      LeaseStore sound,
      LeaseSet set,
      ViewerId viewer,
      Start start,
      Entitlement entitlement,
      Instant now) {

    CompletionStage<StartDecision> asItShouldBe() {
      return by(entitlement);
    }

    CompletionStage<StartDecision> by(Entitlement other) {
      return sound.start(viewer, start, other, now);
    }

    Rules rules() {
      return entitlement.holding(set.override(), now);
    }

    int limit() {
      return rules().limit().bound();
    }

    boolean isRepeated() {
      return set.members().stream().anyMatch(member -> member.id().sharesSidWith(start.id()));
    }

    StartDecision refused(List<Member> live) {
      return limit() == 0
          ? Given.notAllowed(live, rules())
          : Given.refused(live, rules(), live.getFirst().expiresAt());
    }
  }

  private static Bug onStart(Function<StartCall, CompletionStage<StartDecision>> bug) {
    return Bug.around(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<StartDecision> start(
                  ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
                return sound
                    .read(viewer)
                    .thenApply(set -> new StartCall(sound, set, viewer, start, entitlement, now))
                    .thenCompose(bug);
              }
            });
  }

  /** A limit of 3, of no plan with a name, is replaced by another one. */
  public static Bug limitOf3Is(Limit limit) {
    return onStart(
        call -> {
          var rules = call.entitlement().rules();
          return rules.plan() == null && rules.limit().bound() == 3
              ? call.by(rules.limitedTo(limit))
              : call.asItShouldBe();
        });
  }

  /** The rules of a plan are ignored, but for its limit. */
  public static Bug ignoresRules() {
    return onStart(call -> call.by(changed(call.entitlement(), StartBugs::withoutRules)));
  }

  /** A stream that does not count counts. */
  public static Bug countsTheUncounted() {
    return onStart(call -> call.by(changed(call.entitlement(), StartBugs::countingAll)));
  }

  /** A stream that counts does not, if a plan leaves any uncounted. */
  public static Bug countsNothing() {
    return onStart(call -> call.by(changed(call.entitlement(), StartBugs::countingNone)));
  }

  /** An override changes nothing. */
  public static Bug ignoresOverrides() {
    return onStart(call -> call.by(call.entitlement().rules()));
  }

  private static Entitlement changed(Entitlement sound, UnaryOperator<Rules> change) {
    return new Entitlement() {
      @Override
      public Rules rules() {
        return change.apply(sound.rules());
      }

      @Override
      public Rules under(ViewerOverride override) {
        return change.apply(sound.under(override));
      }
    };
  }

  private static Rules withoutRules(Rules rules) {
    return with(rules, List.of(), rules.uncounted());
  }

  private static Rules countingAll(Rules rules) {
    return with(rules, rules.each(), null);
  }

  private static Rules countingNone(Rules rules) {
    return with(rules, rules.each(), rules.uncounted() == null ? null : Where.ALL);
  }

  private static Rules with(Rules rules, List<Rule> each, @Nullable Where uncounted) {
    return new Rules(
        rules.plan(),
        rules.limit(),
        rules.atLimit(),
        rules.sameDevice(),
        each,
        uncounted,
        rules.lease());
  }

  /** Some starts are acknowledged before they are written, and the node forgets to write them. */
  public static Bug acknowledgedBeforeKept() {
    var starts = new AtomicInteger();
    return onStart(
        call ->
            starts.incrementAndGet() % NOW_AND_THEN == 0
                ? completedStage(call.set().decide(call.start(), call.rules(), call.now()))
                : call.asItShouldBe());
  }

  /** Some starts are refused after they were admitted. */
  public static Bug keepsTheRefused() {
    var starts = new AtomicInteger();
    return onStart(
        call ->
            call.asItShouldBe()
                .thenApply(
                    decision ->
                        decision instanceof StartDecision.Admitted(var member, _, _)
                                && starts.incrementAndGet() % NOW_AND_THEN == 0
                            ? call.refused(List.of(member))
                            : decision));
  }

  /** A lease still counts at its expiry: {@code <=} instead of {@code <}. */
  public static Bug aliveAtExpiry() {
    return onStart(
        call -> {
          var members = call.set().members();
          var before = call.now().minusMillis(1);
          return members.stream().anyMatch(member -> member.expiresAt().equals(call.now()))
              ? call.sound().start(call.viewer(), call.start(), call.entitlement(), before)
              : call.asItShouldBe();
        });
  }

  /** The limit is checked first, and then whether the start is a repetition. */
  public static Bug limitBeforeReplay() {
    return onStart(
        call -> {
          var live = call.set().liveAt(call.now());
          return call.isRepeated() && live.size() >= Math.max(1, call.limit())
              ? completedStage(call.refused(live))
              : call.asItShouldBe();
        });
  }

  /** While there is room, a repeated start is a new one. */
  public static Bug replayTakesAnotherSlot() {
    return onStart(
        call ->
            call.start() instanceof Start.Play play
                    && call.isRepeated()
                    && call.set().members().size() < call.limit()
                ? call.sound().start(call.viewer(), anew(play), call.entitlement(), call.now())
                : call.asItShouldBe());
  }

  /** While there is room, the streams that a start names play on. */
  public static Bug takesOverOnlyAtTheLimit() {
    return onStart(
        call ->
            call.start() instanceof Start.Play play && call.set().members().size() < call.limit()
                ? call.sound()
                    .start(call.viewer(), takingNone(play), call.entitlement(), call.now())
                : call.asItShouldBe());
  }

  private static Start takingNone(Start.Play play) {
    return new Start.Play(
        play.id(), play.playback(), play.details(), new Start.Takeover.None(), play.facts());
  }

  /** Whatever content a repeated start names, it is a replay. */
  public static Bug keyWithoutContent() {
    return onStart(
        call -> {
          var start = call.start();
          return call.isRepeated()
                  && start instanceof Start.Play(var id, var playback, _, var by, var facts)
              ? call.sound()
                  .start(
                      call.viewer(),
                      new Start.Play(id, playback, Details.NONE, by, facts),
                      call.entitlement(),
                      call.now())
              : call.asItShouldBe();
        });
  }

  private static Start anew(Start.Play play) {
    var device = play.id().sid().value().substring(0, 6);
    var id = StreamId.of(play.id().startedAt(), new Sid(device + "another-slot-for"));
    return new Start.Play(id, play.playback(), play.details(), play.takeover(), play.facts());
  }

  /** A lowered limit is enforced on running streams: at a start, the oldest ends. */
  public static Bug loweringEndsStreams() {
    return onStart(
        call ->
            call.set().members().size() > call.limit()
                ? endOldest(call.sound(), call.viewer(), call.set(), call.now())
                    .thenCompose(_ -> call.asItShouldBe())
                : call.asItShouldBe());
  }

  static CompletionStage<StreamDecision.OfEnd> endOldest(
      LeaseStore store, ViewerId viewer, LeaseSet set, Instant now) {
    return set.members().isEmpty()
        ? completedStage(new StreamDecision.Unknown())
        : store.end(viewer, set.members().getFirst().id(), Device.UNNAMED, now);
  }

  /** A start reads the viewer once for each stream. */
  public static Bug readsForEach() {
    return onStart(
        call -> {
          CompletionStage<?> all = completedStage(call.set());
          for (var member : call.set().members()) {
            var found = call.sound().find(call.viewer(), member.id(), call.now());
            all = all.thenCombine(found, (_, each) -> each);
          }
          return all.thenCompose(_ -> call.asItShouldBe());
        });
  }

  /** Viewers are compared as numbers. */
  public static Bug viewersAreNumbers() {
    return onStart(
        call ->
            call.viewer().value().equals("01")
                ? call.sound()
                    .start(new ViewerId("1"), call.start(), call.entitlement(), call.now())
                : call.asItShouldBe());
  }
}
