package io.streamgate.store.dynamodb.race;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.DynamoEngine;
import io.streamgate.lease.Decision;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.dynamodb.node.Meanwhile;
import io.streamgate.store.dynamodb.node.Neutralised;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.store.dynamodb.node.Site;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every term of the conditions is needed: without it, something is lost. Interleavings that are too
 * rare by chance are forced between a node's decision and its update.
 */
@Tag("engine")
final class BrokenConditionsTest {

  private static final Neutralised INTACT = Neutralised.nothing();

  private final Site site = Site.fresh(DynamoEngine.dynalite());
  private final Node other = site.node();

  @AfterEach
  void close() {
    other.close();
  }

  private static List<String> faultsOfARace(Neutralised broken) {
    try (var scene = new Scene(DynamoEngine.dynalite(), Weather.CALM, 0, broken)) {
      var viewer = freshViewer();
      var told = Starts.of(scene.players(), viewer, limit(3)).run(Starts::nothing);
      return scene.audit(viewer, 3, told).faults();
    }
  }

  @Test
  void withoutTheSizeARaceLetsInMoreThanTheLimit() {
    assertThat(faultsOfARace(INTACT)).isEmpty();
    assertThat(faultsOfARace(Neutralised.of("size\\(ids\\) < :n")))
        .contains("32 members exceed the limit of 3");
  }

  private static List<String> faultsOfADevice(Neutralised broken) {
    try (var scene = new Scene(DynamoEngine.dynalite(), Weather.CALM, 0, broken)) {
      var viewer = freshViewer();
      var told = Starts.ofOneDevice(scene.players(), viewer, limit(3)).run(Starts::nothing);
      return scene.audit(viewer, 1, told).faults();
    }
  }

  @Test
  void withoutTheMarksADeviceHasSeveralStreams() {
    assertThat(faultsOfADevice(INTACT)).isEmpty();
    assertThat(faultsOfADevice(Neutralised.of("NOT contains\\(devs, :d\\)")))
        .anyMatch(fault -> fault.endsWith("has 3 members"));
  }

  /** The members after a heartbeat revives one whose slot a start is about to take. */
  private List<Member> membersAfterARevival(Neutralised broken) {
    var viewer = freshViewer();
    var lapsed = id("a", 0);
    var revival =
        Meanwhile.once(
            "#D0.x = :x0",
            () ->
                assertThat(await(other.store().renew(viewer, lapsed, heartbeat(), second(95))))
                    .isInstanceOf(StreamDecision.Kept.class));
    try (var node = site.node(broken, revival)) {
      await(other.store().start(viewer, play(lapsed), limit(1), second(0)));
      await(node.store().start(viewer, play(id("b", 95)), limit(1), second(95)));
      return await(other.store().read(viewer)).members();
    }
  }

  @Test
  void withoutItsExpiryAStreamIsDisplacedThatWasRevived() {
    assertThat(membersAfterARevival(INTACT)).extracting(Member::id).containsExactly(id("a", 0));
    assertThat(membersAfterARevival(Neutralised.of("#D\\d+\\.x = :x\\d+")))
        .extracting(Member::id)
        .containsExactly(id("b", 95));
  }

  /**
   * The key is reused after its two minutes: a swap that takes no other stream's slot. It was
   * decided on an item that holds nothing, and so it requires that there are no members either.
   */
  private int membersAfterTheLastSlotWasTaken(Neutralised broken) {
    var viewer = freshViewer();
    var another = Meanwhile.once("v = :v", () -> startWithOther(viewer, "b", 130));
    try (var node = site.node(broken, another)) {
      startWithOther(viewer, "a", 0);
      await(other.store().end(viewer, id("a", 0), Device.UNNAMED, second(1)));
      await(node.store().start(viewer, play(id("a", 130)), limit(1), second(130)));
      return await(other.store().read(viewer)).members().size();
    }
  }

  private void startWithOther(ViewerId viewer, String name, double second) {
    var start = play(id(name, second));
    assertThat(await(other.store().start(viewer, start, limit(1), second(second))))
        .isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void withoutTheVersionASwapTakesASlotThatAnotherStartHas() {
    assertThat(membersAfterTheLastSlotWasTaken(INTACT)).isEqualTo(1);
    var anyVersion = "(?<![#:.\\w])v = :v\\b";
    var anyMembers = "attribute_not_exists\\((ids|un)\\)";
    assertThat(membersAfterTheLastSlotWasTaken(Neutralised.of(anyVersion))).isEqualTo(1);
    assertThat(membersAfterTheLastSlotWasTaken(Neutralised.of(anyVersion + "|" + anyMembers)))
        .isEqualTo(2);
  }

  private StartDecision startAfterTheEnd(Neutralised broken) {
    var viewer = freshViewer();
    try (var node = site.node(broken)) {
      startWithOther(viewer, "a", 0);
      await(other.store().end(viewer, id("a", 0), Device.UNNAMED, second(1)));
      return await(node.store().start(viewer, play(id("a", 2)), limit(1), second(2)));
    }
  }

  @Test
  void withoutTheTombstoneAStreamThatHasEndedComesBack() {
    assertThat(startAfterTheEnd(INTACT)).isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(startAfterTheEnd(Neutralised.of("attribute_not_exists\\(#R\\)")))
        .isInstanceOf(StartDecision.Admitted.class);
  }

  private Decision heartbeatAfterTenMinutes(Neutralised broken) {
    var viewer = freshViewer();
    try (var node = site.node(broken)) {
      startWithOther(viewer, "a", 0);
      return await(node.store().renew(viewer, id("a", 0), heartbeat(), second(690)));
    }
  }

  @Test
  void withoutItsExpiryAStreamIsRevivedThatIsOver() {
    assertThat(heartbeatAfterTenMinutes(INTACT)).isInstanceOf(StreamDecision.Gone.class);
    assertThat(heartbeatAfterTenMinutes(Neutralised.of("#L\\.x > :over")))
        .isInstanceOf(StreamDecision.Kept.class);
  }

  /** A reused key names another stream; the end of the first stream arrives late. */
  private List<StreamId> membersAfterALateEnd(Neutralised broken) {
    var viewer = freshViewer();
    try (var node = site.node(broken)) {
      startWithOther(viewer, "a", 0);
      await(other.store().end(viewer, id("a", 0), Device.UNNAMED, second(1)));
      startWithOther(viewer, "a", 130);
      node.store()
          .end(viewer, id("a", 0), Device.UNNAMED, second(131))
          .handle((_, _) -> "any")
          .toCompletableFuture()
          .join();
      return await(other.store().read(viewer)).members().stream().map(Member::id).toList();
    }
  }

  @Test
  void withoutItsStartTheWrongStreamIsEnded() {
    assertThat(membersAfterALateEnd(INTACT)).containsExactly(id("a", 130));
    assertThat(membersAfterALateEnd(Neutralised.of("#L\\.s = :started"))).isEmpty();
  }
}
