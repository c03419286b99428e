package io.streamgate.dryrun;

import static io.streamgate.dryrun.GivenHouseholds.FAMILY;
import static io.streamgate.given.Given.T0;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.pace;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.dryrun.StartSamples.Sampled;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback;
import io.streamgate.limiter.StartRequest;
import io.streamgate.limiter.StartRequest.IdempotencyKey;
import io.streamgate.limiter.StartRequest.Kind;
import io.streamgate.limiter.Terms;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many starts are sampled, and for how long. */
final class StartSamplesTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final StartRequest REQUEST =
      new StartRequest(
          Device.UNNAMED,
          new IdempotencyKey.None(),
          Details.NONE,
          Attributes.NONE,
          new Kind.Play(List.of(), new Takeover.None()));

  private final RandomGenerator random = new SplittableRandom(17);
  private final StartSamples samples = new StartSamples(() -> random);
  private final Policy policy =
      new Policy(pace(OnStoreFailure.REFUSE), PolicySource.forEveryone(FAMILY));

  private void start(StartSamples into, String viewer, Instant now, Details details) {
    var caller = new Caller(new Viewer(new ViewerId(viewer)), "request");
    var offer = policy.plans().offerTo(caller.viewer());
    var terms = new Terms(caller, offer, offer.plan(), policy.pace(), now);
    var play = new Start.Play(id(viewer, now), Playback.fromStart(), details, new Takeover.None());
    var decision = LeaseSet.EMPTY.decide(play, offer.plan().at(policy.pace()), now);
    into.decided(terms, REQUEST, play, decision);
  }

  private void starts(int count, Instant from, Duration within) {
    for (var i = 0; i < count; i++) {
      start(samples, "v" + i, from.plus(within.multipliedBy(i).dividedBy(count)), Details.NONE);
    }
  }

  private static long after(Sampled sampled, Instant time) {
    return sampled.starts().stream().filter(each -> !each.at().isBefore(time)).count();
  }

  @Test
  void fewStartsAreAllThere() {
    starts(500, T0, HOUR);

    var sampled = samples.sampled(T0.plus(HOUR).minusMillis(1));

    assertThat(sampled.starts()).hasSize(500);
    assertThat(sampled.share()).isEqualTo(1);
  }

  @Test
  void ofManyStartsABoundedNumberIsThere() {
    starts(20_000, T0, HOUR);

    var sampled = samples.sampled(T0.plus(HOUR).minusMillis(1));

    assertThat(sampled.starts()).hasSize(500);
    assertThat(sampled.share()).isEqualTo(0.025);
    // 250 are expected in each half; 56 are five standard deviations
    assertThat(after(sampled, T0.plus(HOUR.dividedBy(2)))).isBetween(194L, 306L);
  }

  /** Samples of a quiet time must not outnumber those of a busy one. */
  @Test
  void aSliceWithFewerStartsIsThinnedOutToTheShareOfTheOther() {
    var next = T0.plus(HOUR);
    starts(10_000, T0, HOUR);
    starts(1_000, next, HOUR.dividedBy(2));

    var sampled = samples.sampled(next.plus(HOUR.dividedBy(2)));

    assertThat(sampled.share()).isEqualTo(0.05);
    var late = after(sampled, next);
    assertThat(late).isBetween(15L, 85L); // 50 are expected
    assertThat(sampled.starts().size() - late).isBetween(170L, 330L); // 250 are expected
  }

  @Test
  void aSampleIsGoneAfterAnHourWhetherOrNotThereAreOthers() {
    start(samples, "ada", T0, Details.NONE);

    assertThat(samples.sampled(T0.plus(HOUR).minusMillis(1)).starts()).hasSize(1);
    assertThat(samples.sampled(T0.plus(HOUR)).starts()).isEmpty();
    samples.forget(T0.plus(HOUR));
    // a read at an earlier time shows that it is not only hidden
    assertThat(samples.sampled(T0.plusMillis(1)).starts()).isEmpty();
  }

  @Test
  void forgettingLeavesWhatIsYoungerThanAnHour() {
    start(samples, "ada", T0, Details.NONE);
    start(samples, "bob", T0.plusMillis(1), Details.NONE);

    samples.forget(T0.plus(HOUR));

    assertThat(samples.sampled(T0.plusMillis(2)).starts())
        .extracting(each -> each.viewer().id().value())
        .containsExactly("bob");
  }

  @Test
  void samplesOfAClockThatWasAheadAreForgottenOnceItIsRight() {
    start(samples, "ada", T0.plus(Duration.ofDays(365)), Details.NONE);
    start(samples, "bob", T0, Details.NONE);

    samples.forget(T0);

    assertThat(samples.sampled(T0.plus(Duration.ofDays(365))).starts()).isEmpty();
    assertThat(samples.sampled(T0.plusMillis(1)).starts()).hasSize(1);
  }

  @Test
  void aStartWithTooManyDetailsTakesAPlaceButIsNotKept() {
    start(samples, "ada", T0, new Details("x".repeat(7_992)));
    start(samples, "bob", T0, new Details("x".repeat(7_993)));

    var sampled = samples.sampled(T0);

    assertThat(sampled.starts())
        .extracting(each -> each.viewer().id().value())
        .containsExactly("ada");
    assertThat(sampled.tooLarge()).isEqualTo(1);
  }

  @Test
  void manyThreadsKeepNoMoreThanTheBound() {
    var shared = new StartSamples(SplittableRandom::new);
    try (var threads = Executors.newFixedThreadPool(8)) {
      IntStream.range(0, 8)
          .forEach(
              thread ->
                  threads.execute(
                      () -> {
                        for (var i = 0; i < 1_000; i++) {
                          start(shared, "v" + thread + "-" + i, T0, Details.NONE);
                        }
                      }));
    }

    assertThat(shared.sampled(T0).starts()).hasSize(500).doesNotHaveDuplicates();
    assertThat(shared.sampled(T0).share()).isEqualTo(0.0625);
  }
}
