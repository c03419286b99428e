package io.streamgate.endtoend.nodes;

import static io.streamgate.endtoend.nodes.TwoNodes.Node.ONE;
import static io.streamgate.endtoend.nodes.TwoNodes.Node.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.wire.Answer;
import io.streamgate.endtoend.wire.Burst;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.engines.DynamoEngine;
import io.streamgate.testing.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that is stopped for longer than a lease in the middle of heartbeats, as by a paused
 * virtual machine. When it goes on, it sends updates that it worked out before. Until then the
 * players use the other node, so that the table has newer leases.
 *
 * <p>Without the condition that a renewal only extends a lease, the late updates set leases that
 * are over, and starts displace streams that play.
 */
@Tag("e2e")
final class PausedNodeTest {

  private static final int ROUNDS = 5;
  private static final int VIEWERS = 200;
  private static final int LIMIT = 3;
  private static final Duration PAUSE = Duration.ofSeconds(9); // 1.5 leases
  private static final List<String> SHORT =
      List.of(
          "STREAMGATE_LEASE=PT6S", "STREAMGATE_HEARTBEAT_INTERVAL=PT2S", "STREAMGATE_RENEW=always");

  private final List<String> viewers =
      Stream.generate(Request::freshViewer).limit(VIEWERS).toList();

  /** The streams of each viewer: the viewer's number is the position in each list. */
  private final List<List<String>> streams = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void noLiveStreamLosesItsSlotToANodeThatGoesOnAfterALease() {
    var engine = DynamoEngine.dynamoDbLocal();
    try (var nodes = new TwoNodes(folder, engine, SHORT, List.of());
        var one = new Burst(nodes.port(ONE), VIEWERS)) {
      for (var stream = 0; stream < LIMIT; stream++) {
        streams.add(one.send(starts()).stream().map(Answer::id).toList());
      }
      for (var round = 0; round < ROUNDS; round++) {
        pause(nodes, one);

        assertThat(one.send(starts()))
            .as("a fourth stream of each viewer in round %d", round)
            .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(409))
            .allSatisfy(answer -> assertThat(answer.text("/active")).isEqualTo("3"));
        assertAllPlay(one);
      }
    }
  }

  /**
   * Stops the other node while it handles a heartbeat of each viewer, and lets it go on later. Its
   * connections are new in each round, for a 408 closes the connection.
   */
  private void pause(TwoNodes nodes, Burst one) {
    try (var other = new Burst(nodes.port(OTHER), VIEWERS)) {
      other.release(heartbeats(streams.getFirst()));
      assertThat(other.firstAnswer().status()).isEqualTo(200);
      nodes.signal(OTHER, "STOP");
      var stopped = System.nanoTime();
      assertAllPlay(one);
      awaitSince(stopped, PAUSE.dividedBy(2));
      assertAllPlay(one);
      awaitSince(stopped, PAUSE);
      assertAllPlay(one);
      nodes.signal(OTHER, "CONT");
      assertThat(other.answersAfterFirst(VIEWERS))
          .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 408, 503));
    }
  }

  private static void awaitSince(long start, Duration time) {
    Until.holds(
        time.plusSeconds(1),
        () -> time + " are over",
        () -> System.nanoTime() - start >= time.toNanos());
  }

  private void assertAllPlay(Burst one) {
    for (var ofEach : streams) {
      assertThat(one.send(heartbeats(ofEach)))
          .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }
  }

  private List<Request> starts() {
    return viewers.stream().map(viewer -> Request.start(viewer, "")).toList();
  }

  private List<Request> heartbeats(List<String> ofEach) {
    var requests = new ArrayList<Request>();
    for (var viewer = 0; viewer < VIEWERS; viewer++) {
      requests.add(Request.heartbeat(viewers.get(viewer), ofEach.get(viewer)));
    }
    return requests;
  }
}
