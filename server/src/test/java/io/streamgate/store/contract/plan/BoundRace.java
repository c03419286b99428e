package io.streamgate.store.contract.plan;

import static io.streamgate.given.Given.T0;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.GivenPlans.ONE_LIVE_MATCH;
import static io.streamgate.given.GivenPlans.THREE_DEVICES;
import static io.streamgate.given.GivenPlans.TWO_HOMES;
import static io.streamgate.given.GivenPlans.TWO_OF_A_KIND;
import static io.streamgate.given.GivenPlans.TWO_OF_A_PROFILE;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.plan;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.SpinRace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Thirty-two starts of one viewer that meet at one bound, half of them from each of two threads.
 *
 * @param fewest how many streams remain at least; in most races that is what the bound allows
 * @param facts the facts of each start, from 0
 */
public record BoundRace(
    String bound, Rules rules, int fewest, IntFunction<Map<String, String>> facts) {

  /** The number of starts in a race. */
  public static final int STARTS = 32;

  private static final int RACERS = 2;
  private static final int ROOMY = 100;

  /** A race for each kind of bound, and one for all of them together. */
  public static Stream<BoundRace> all() {
    return Stream.of(
        new BoundRace("limit", plan("three", 3, List.of(), null), 3, _ -> GivenPlans.facts()),
        of(ONE_LIVE_MATCH, 1, _ -> GivenPlans.facts("content_type", "live", "genre", "sport")),
        of(TWO_OF_A_KIND, 4, n -> GivenPlans.facts("device_type", "kind-" + n % 2)),
        of(TWO_HOMES, 16, n -> GivenPlans.facts("network", "192.0.2." + n % 4)),
        of(TWO_OF_A_PROFILE, 4, n -> GivenPlans.facts("profile", "profile-" + n % 2)),
        of(THREE_DEVICES, 3, n -> GivenPlans.facts("device_id", "device-" + n % 8)),
        new BoundRace("uncounted", family(1), 20, _ -> GivenPlans.facts("free", "yes")),
        new BoundRace("all", family(5), 3, GivenPlans::mixedFacts));
  }

  private static BoundRace of(Rule rule, int fewest, IntFunction<Map<String, String>> facts) {
    var rules = plan("one-rule", ROOMY, List.of(rule), null);
    return new BoundRace(rule.name(), rules, fewest, facts);
  }

  /** Runs a race for each viewer, and returns the answers of each, in no order. */
  public List<List<StartDecision>> run(LeaseStore store, List<ViewerId> viewers) {
    return new SpinRace(RACERS, viewers.size())
        .run((racer, round) -> half(store, viewers.get(round), racer)).stream()
            .map(round -> round.stream().flatMap(List::stream).toList())
            .toList();
  }

  /** The streams of one race that were admitted, and that no later start ended. */
  public static List<Member> playing(List<StartDecision> answers) {
    var ended = new HashSet<StreamId>();
    answers.forEach(each -> each.ended().forEach(stream -> ended.add(stream.id())));
    return answers.stream()
        .filter(StartDecision.Admitted.class::isInstance)
        .map(each -> ((StartDecision.Admitted) each).member())
        .filter(member -> !ended.contains(member.id()))
        .sorted(Comparator.comparing(Member::id))
        .toList();
  }

  /** All calls are made before the first answer is awaited, and answered before the next round. */
  private CompletionStage<List<StartDecision>> half(LeaseStore store, ViewerId viewer, int racer) {
    var stages = new ArrayList<CompletableFuture<StartDecision>>();
    for (var n = racer; n < STARTS; n += RACERS) {
      stages.add(store.start(viewer, start(n), rules, T0).toCompletableFuture());
    }
    var answers = stages.stream().map(BoundRacePromise::await).toList();
    return CompletableFuture.completedStage(answers);
  }

  private Start start(int n) {
    return GivenPlans.play(id("s" + n, T0), facts.apply(n));
  }

  @Override
  public String toString() {
    return bound;
  }
}
