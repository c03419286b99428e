package io.streamgate.linearizability.lincheck;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.Decision;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.rule.Rules;
import io.streamgate.oracle.Wording;
import io.streamgate.store.LeaseStore;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * The calls that Lincheck may make, for one viewer with one slot, or two. It combines them into
 * short programs for two threads, and compares the answers with those of a single thread.
 */
public abstract class Calls {

  private static final Rules PLAN =
      GivenPlans.plan("single", 1, List.of(GivenPlans.ONE_LIVE_MATCH), null);

  private final LeaseStore store;

  Calls(LeaseStore store) {
    this.store = store;
  }

  /** A start, or its repetition. */
  @Operation
  public String startA() {
    return start(play(id("a", 0)), 0);
  }

  /** A start of another stream. */
  @Operation
  public String startB() {
    return start(play(id("b", 0)), 0);
  }

  /** A start that takes over the oldest stream's slot. */
  @Operation
  public String takeOver() {
    return start(play(id("c", 1), new Takeover.Oldest()), 1);
  }

  /** A start that ends the streams that it names. */
  @Operation
  public String takeOverA() {
    return start(play(id("e", 1), new Takeover.Chosen(List.of(id("a", 0), id("b", 0)))), 1);
  }

  /** A start after the leases have lapsed. */
  @Operation
  public String startLater() {
    return start(play(id("d", 95)), 95);
  }

  /** A start of a live match, of which a rule allows one. */
  @Operation
  public String startMatch() {
    return start(match("f"), 0);
  }

  /** A start of another live match. */
  @Operation
  public String startOtherMatch() {
    return start(match("g"), 0);
  }

  /** An operator allows two streams for a while; the rule holds as before. */
  @Operation
  public String allowTwo() {
    return store
        .setOverride(VIEWER, GivenPlans.overrideOf(2, second(90)), second(0))
        .thenApply(set -> Wording.of(new OperatorDecision.Overridden(set)) + members(set))
        .toCompletableFuture()
        .join();
  }

  /** A late heartbeat. */
  @Operation
  public String renewA() {
    return answer(store.renew(VIEWER, id("a", 0), heartbeat(), second(95)));
  }

  /** An amendment. */
  @Operation
  public String amendA() {
    return answer(store.amend(VIEWER, id("a", 0), rewrite("{\"n\":1}"), second(2)));
  }

  /** An end. */
  @Operation
  public String endA() {
    return answer(store.end(VIEWER, id("a", 0), Device.UNNAMED, second(2)));
  }

  /** A list. */
  @Operation
  public String read() {
    return members(store.read(VIEWER).toCompletableFuture().join());
  }

  private static String members(LeaseSet set) {
    var words = new StringBuilder();
    set.members().forEach(member -> words.append(Wording.of(member)).append(';'));
    return words.toString();
  }

  private static Start match(String key) {
    return GivenPlans.play(id(key, 0), "content_type", "live", "genre", "sport");
  }

  private String start(Start start, int second) {
    return answer(store.start(VIEWER, start, PLAN, second(second)));
  }

  private static String answer(CompletionStage<? extends Decision> decision) {
    return Wording.of(decision.toCompletableFuture().join());
  }
}
