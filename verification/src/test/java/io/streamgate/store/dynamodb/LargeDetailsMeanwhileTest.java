package io.streamgate.store.dynamodb;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.DynamoEngine;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Stream;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.dynamodb.node.Meanwhile;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.store.dynamodb.node.RawRows;
import io.streamgate.store.dynamodb.node.Site;
import io.streamgate.testing.Until;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Details are in one row and the reference to them in another: changes between the two accesses.
 */
@Tag("engine")
final class LargeDetailsMeanwhileTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final StreamId A = id("a", 0);
  private static final StreamId B = id("b", 0);
  private static final StreamId C = id("c", 200);

  /** Numbers that do not compress. */
  private static final Details LARGE =
      new Details(
          new Random(1)
              .longs(100)
              .mapToObj(Long::toString)
              .collect(Collectors.joining(",", "{\"src\":\"", "\"}")));

  private final ViewerId viewer = freshViewer();
  private final Site site = Site.fresh(DynamoEngine.dynalite());
  private final Node other = site.node();

  @AfterEach
  void close() {
    other.close();
  }

  /** The update that would have removed the stream from the item loses a race. */
  @Test
  void aStreamThatStaysInTheItemThoughItsRowIsWrittenIsFoundWithThem() {
    var forestalled = Meanwhile.once("#E0.s = :E0 AND #F0.s = :F0", this::takeOutTombstones);
    try (var node = site.node(forestalled)) {
      start(node, A, LARGE);
      await(node.store().start(viewer, play(B), limit(3), second(0)));
      end(node, B, 5);
      untilOutboxIsEmpty();
      await(node.store().renew(viewer, A, heartbeat(), second(60)));
      await(node.store().renew(viewer, A, heartbeat(), second(120)));

      end(node, A, 200);
    }

    assertThat(other.item(viewer).sids("E.")).containsExactly(A.sid().value());
    assertThat(await(other.store().find(viewer, A, second(201))).map(Stream::details))
        .hasValue(LARGE);
    assertThat(await(other.store().history(viewer, HistoryPage.newest(9), second(201))))
        .filteredOn(ended -> ended.id().equals(A))
        .extracting(Ended::details)
        .containsExactly(LARGE);
  }

  /** The stream has expired. Another node records that between the reads of item and details. */
  @Test
  void aStreamWhoseRowIsWrittenBetweenTwoReadsIsFoundWithThem() {
    start(other, A, LARGE);
    var read = before(DetailsCall.READ, this::putOnRecord);
    try (var node = site.node(read)) {
      assertThat(await(node.store().find(viewer, A, second(700))).map(Stream::details))
          .hasValue(LARGE);
    }
    assertThat(read.happened()).isTrue();
  }

  /** The next node that reads the item writes the row, a minute later. */
  @Test
  void aStreamThatLosesItsSlotBeforeTheyAreWrittenHasThemInHistory() {
    var written = before(DetailsCall.WRITE, this::endFromAThirdNode);
    try (var node = site.node(written)) {
      start(node, A, LARGE);
    }
    assertThat(written.happened()).isTrue();

    assertThat(await(other.store().start(viewer, play(B), limit(3), second(61))))
        .isInstanceOf(StartDecision.Admitted.class);
    untilOutboxIsEmpty();
    assertThat(await(other.store().find(viewer, A, second(62))).map(Stream::details))
        .hasValue(LARGE);
  }

  /** Closing the node waits for its work on the row. */
  private void endFromAThirdNode() {
    try (var third = site.node()) {
      end(third, A, 1);
    }
  }

  private void putOnRecord() {
    await(other.store().start(viewer, play(id("d", 700)), limit(3), second(700)));
    Until.holds(
        SOON,
        () -> "the details are in the row alone",
        () -> new RawRows(other.client(), site.table()).rows("D#").isEmpty());
  }

  private void takeOutTombstones() {
    await(other.store().start(viewer, play(C), limit(3), second(200)));
    end(other, C, 200);
    Until.holds(
        SOON,
        () -> "only " + B + " is forgotten",
        () -> !other.item(viewer).sids("R.").contains(B.sid().value()));
  }

  private void untilOutboxIsEmpty() {
    Until.holds(SOON, () -> "settled", () -> other.item(viewer).sids("E.").isEmpty());
  }

  private void start(Node node, StreamId id, Details details) {
    var start = new Start.Play(id, Playback.fromStart(), details, new Takeover.None());
    await(node.store().start(viewer, start, limit(3), id.startedAt()));
  }

  private void end(Node node, StreamId id, double second) {
    await(node.store().end(viewer, id, Device.UNNAMED, second(second)));
  }

  private enum DetailsCall {
    READ,
    WRITE;

    static Optional<DetailsCall> of(SdkRequest request) {
      return switch (request) {
        case GetItemRequest get when isOfDetails(get.key()) -> Optional.of(READ);
        case PutItemRequest put when isOfDetails(put.item()) -> Optional.of(WRITE);
        default -> Optional.empty();
      };
    }

    private static boolean isOfDetails(Map<String, AttributeValue> item) {
      return Objects.requireNonNull(item.get("sk")).s().startsWith("D#");
    }
  }

  /** Runs {@code happens} before the first such call. */
  private record Before(DetailsCall such, Runnable happens, AtomicBoolean once)
      implements ExecutionInterceptor {

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (DetailsCall.of(context.request()).filter(such::equals).isPresent()
          && once.compareAndSet(false, true)) {
        happens.run();
      }
    }

    boolean happened() {
      return once.get();
    }
  }

  private static Before before(DetailsCall such, Runnable happens) {
    return new Before(such, happens, new AtomicBoolean());
  }
}
