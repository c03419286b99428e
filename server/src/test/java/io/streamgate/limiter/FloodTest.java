package io.streamgate.limiter;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.pace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.TestWorld;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.stream.Details;
import io.streamgate.limiter.StartRequest.IdempotencyKey;
import io.streamgate.limiter.StartRequest.Kind;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.policy.Plan;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import io.streamgate.store.ForwardingLeaseStore;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.memory.MemoryLeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The store's calls for a viewer that has made its two starts of this minute. */
final class FloodTest {

  private static final int ALLOWED = 2;

  private final TestWorld world = new TestWorld();
  private final List<String> calls = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final LeaseStore store = observed(new MemoryLeaseStore(Duration.ofDays(30)));

  private LeaseStore observed(LeaseStore memory) {
    return new ForwardingLeaseStore(memory) {
      @Override
      public CompletionStage<StartDecision> start(
          ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
        calls.add("start");
        return sound.start(viewer, start, entitlement, now);
      }

      @Override
      public CompletionStage<Boolean> isReplay(ViewerId viewer, StreamId id, Instant now) {
        calls.add("read");
        return sound.isReplay(viewer, id, now);
      }
    };
  }

  private Limiter limiter(OnStoreFailure onStoreFailure) {
    var plan = new Plan(new Limit.AtMost(3), AtLimit.REFUSE, SameDevice.REPLACES, ALLOWED, ALLOWED);
    var policy = new Policy(pace(onStoreFailure), PolicySource.forEveryone(plan));
    return new Limiter(store, policy, world, events::add);
  }

  private static StartAnswer start(Limiter limiter, IdempotencyKey key) {
    var play = new Kind.Play(List.of(), new Takeover.None());
    var request = new StartRequest(Device.UNNAMED, key, Details.NONE, Attributes.NONE, play);
    var caller = new Caller(new Viewer(VIEWER), "request");
    return limiter.start(caller, request).toCompletableFuture().join();
  }

  private static IdempotencyKey key(String text) {
    return new IdempotencyKey.Chosen(text);
  }

  private Limiter flooded(OnStoreFailure onStoreFailure) {
    var limiter = limiter(onStoreFailure);
    start(limiter, key("k"));
    start(limiter, new IdempotencyKey.None());
    calls.clear();
    return limiter;
  }

  @Test
  void aStartWithoutAKeyDoesNotReachTheStore() {
    var limiter = flooded(OnStoreFailure.REFUSE);

    assertThat(start(limiter, new IdempotencyKey.None())).isInstanceOf(StartAnswer.TooMany.class);
    assertThat(calls).isEmpty();
  }

  @Test
  void aRepeatedStartCostsOneReadMore() {
    var limiter = flooded(OnStoreFailure.REFUSE);

    assertThat(start(limiter, key("k"))).isInstanceOf(StartAnswer.Replayed.class);
    assertThat(calls).containsExactly("read", "start");
  }

  @Test
  void aNewKeyCostsOneReadAsOftenAsStartsAreAllowed() {
    var limiter = flooded(OnStoreFailure.REFUSE);
    for (var guess = 0; guess < 10; guess++) {
      assertThat(start(limiter, key("guess-" + guess))).isInstanceOf(StartAnswer.TooMany.class);
    }

    assertThat(calls).containsExactly("read", "read");
    assertThat(events)
        .filteredOn(Event.NotStarted.class::isInstance)
        .extracting(event -> ((Event.NotStarted) event).reason())
        .hasSize(10)
        .containsOnly(Event.Reason.TOO_MANY_STARTS);
  }

  @Test
  void aLookupIsNoStart() {
    var limiter = flooded(OnStoreFailure.REFUSE);
    world.pass(Duration.ofSeconds(50));
    assertThat(start(limiter, key("k"))).isInstanceOf(StartAnswer.Replayed.class);
    assertThat(start(limiter, key("k"))).isInstanceOf(StartAnswer.Replayed.class);
    world.pass(Duration.ofSeconds(20));

    assertThat(start(limiter, new IdempotencyKey.None())).isInstanceOf(StartAnswer.Started.class);
  }

  /** Otherwise a player that floods during an outage would play uncounted. */
  @Test
  void aFailedLookupIsUnavailableEvenWhereAStartWouldBeAdmittedUncounted() {
    var limiter = flooded(OnStoreFailure.ADMIT);
    store.close();

    assertThatThrownBy(() -> start(limiter, key("new")))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(Limiter.Unavailable.class);
  }
}
