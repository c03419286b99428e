package io.streamgate.store.dynamodb.plan;

import static io.streamgate.given.Given.detailsOf;
import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.streamgate.engines.EngineProcess;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.dynamodb.DynamoDbLeaseStore;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.store.dynamodb.node.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An override in a viewer's item: how long the item is kept, and who removes it. */
abstract class OverrideItemContract {

  private static final double HOUR = 3600;
  private static final ViewerOverride UNTIL_10 = overrideOf(1, second(10));

  private final ViewerId viewer = freshViewer();
  private final Site site;
  private final Node witness;

  OverrideItemContract(EngineProcess engine) {
    site = Site.fresh(engine);
    witness = site.node();
  }

  @AfterEach
  final void close() {
    witness.close();
  }

  /** Calls that may be the first to be shown an override that has expired. */
  enum Call {
    HEARTBEAT,
    END,
    REPLAY,
    OTHER_CONTENT,
    REFUSED_START,
    NOT_ALLOWED,
    ADMITTED_START,
    PAST_VIEW,
    FIND,
    LOOK_UP;

    CompletionStage<?> to(DynamoDbLeaseStore store, ViewerId viewer, Instant now) {
      var a = id("a", 0);
      return switch (this) {
        case HEARTBEAT -> store.renew(viewer, a, heartbeat(), now);
        case END -> store.end(viewer, a, Device.UNNAMED, now);
        case REPLAY -> store.start(viewer, start("a", now, "Alien"), limit(3), now);
        case OTHER_CONTENT -> store.start(viewer, start("a", now, "Brazil"), limit(3), now);
        case REFUSED_START -> store.start(viewer, play(id("b", now)), limit(1), now);
        case NOT_ALLOWED -> store.start(viewer, play(id("b", now)), limit(0), now);
        case ADMITTED_START -> store.start(viewer, play(id("b", now)), limit(3), now);
        case PAST_VIEW -> store.start(viewer, pastView(id("b", now)), limit(3), now);
        case FIND -> store.find(viewer, a, now);
        case LOOK_UP -> store.isReplay(viewer, a, now);
      };
    }

    private static Start.Play start(String name, Instant now, String content) {
      return new Start.Play(
          id(name, now), Playback.fromStart(), detailsOf(content), new Takeover.None());
    }
  }

  private void call(Call call, double second) {
    try (var node = site.node()) {
      await(call.to(node.store(), viewer, second(second)));
    }
  }

  private void start() {
    await(witness.store().start(viewer, Call.start("a", second(0), "Alien"), limit(3), second(0)));
  }

  private void set(ViewerOverride override) {
    await(witness.store().setOverride(viewer, override, second(0)));
  }

  private Instant seconds(String name) {
    var value = Objects.requireNonNull(witness.item(viewer).attributes().get(name), name);
    return Instant.ofEpochSecond(Long.parseLong(value.n()));
  }

  @ParameterizedTest
  @EnumSource
  void everyCallThatReadsAnExpiredOverrideRemovesIt(Call call) {
    start();
    set(UNTIL_10);
    if (call != Call.END) {
      call(call, 9);
    }
    assertThat(witness.item(viewer).attributes()).containsKeys("o", "ot");

    call(call, 10);

    assertThat(witness.item(viewer).attributes()).doesNotContainKeys("o", "ot");
    var atLeast = second(call == Call.END ? 10 : 90);
    assertThat(seconds("ttl"))
        .isBetween(atLeast.plus(Node.RETENTION), second(101).plus(Node.RETENTION));
  }

  @Test
  void anItemIsKeptForItsOverrideWhateverItsStreamsDo() {
    var override = overrideOf(5, second(HOUR));
    var kept = second(HOUR).plus(Node.RETENTION).plus(Duration.ofDays(30));
    start();
    set(override);
    assertThat(seconds("ttl")).isEqualTo(kept);
    assertThat(seconds("ot")).isEqualTo(kept);

    for (var call : Call.values()) {
      call(call, 20);
      assertThat(seconds("ttl")).as(call.name()).isEqualTo(kept);
    }
    assertThat(await(witness.store().read(viewer)).override()).isEqualTo(override);
  }

  @Test
  void afterItsRemovalTheItemIsKeptForItsStreams() {
    start();
    set(UNTIL_10);
    await(witness.store().setOverride(viewer, null, second(1)));

    assertThat(witness.item(viewer).attributes()).doesNotContainKeys("o", "ot");
    assertThat(seconds("ttl")).isEqualTo(second(90).plus(Node.RETENTION));
  }

  @Test
  void aShorterOneKeepsTheItemForLess() {
    set(overrideOf(5, second(HOUR)));
    set(UNTIL_10);

    assertThat(seconds("ttl")).isEqualTo(second(10).plus(Node.RETENTION).plus(Duration.ofDays(30)));
  }

  /** A later version grants something that this one cannot read: the plan holds. */
  @Test
  void oneOfALaterVersionStaysUntilItIsReplacedOrRemoved() {
    start();
    grant(Map.of("hours", fromS("weekend")));

    assertThat(await(witness.store().start(viewer, play(id("b", 1)), limit(2), second(1))))
        .isInstanceOf(StartDecision.Admitted.class);
    assertThat(await(witness.store().start(viewer, play(id("c", 2)), limit(2), second(2))))
        .isInstanceOf(StartDecision.Refused.class);
    assertThat(witness.item(viewer).attributes()).containsKey("o");

    set(UNTIL_10);
    assertThat(await(witness.store().read(viewer)).override()).isEqualTo(UNTIL_10);
    grant(Map.of("hours", fromS("weekend")));
    await(witness.store().setOverride(viewer, null, second(3)));
    assertThat(witness.item(viewer).attributes()).doesNotContainKey("o");
  }

  private void grant(Map<String, AttributeValue> o) {
    witness.change(viewer, "SET o = :o", Map.of(":o", fromM(o)));
  }
}
