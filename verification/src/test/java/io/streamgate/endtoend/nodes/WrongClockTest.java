package io.streamgate.endtoend.nodes;

import static io.streamgate.endtoend.nodes.TwoNodes.Node.ONE;
import static io.streamgate.endtoend.nodes.TwoNodes.Node.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.nodes.TwoNodes.Node;
import io.streamgate.endtoend.server.FakeClock;
import io.streamgate.endtoend.wire.Answer;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.engines.DynamoEngine;
import io.streamgate.testing.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node whose clock jumps by an hour while it runs, and a load balancer that goes on sending
 * requests to it although it is not ready. Half of the viewers start their streams before, half of
 * them meanwhile, on that node. All use both nodes from then on.
 */
@Tag("e2e")
final class WrongClockTest {

  private static final int VIEWERS = 20;
  private static final int LIMIT = 3;
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final List<String> SHORT =
      List.of(
          "STREAMGATE_LEASE=" + LEASE,
          "STREAMGATE_HEARTBEAT_INTERVAL=PT2S",
          "STREAMGATE_RENEW=always");

  /** How long a release may take on a busy machine, beside the lease. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private final Map<String, List<String>> streams = new HashMap<>();
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"PT1H", "PT-1H"})
  void aNodeWhoseClockIsOffTakesNoSlotAwayAndLocksNobodyOut(Duration ahead) {
    var clock = new FakeClock(folder);
    var engine = DynamoEngine.dynamoDbLocal();
    try (var nodes = new TwoNodes(folder, engine, SHORT, clock.settings())) {
      var before = viewers();
      before.forEach(viewer -> fill(nodes, ONE, viewer));

      clock.set(ahead);
      awaitStatus(nodes, 503);
      var meanwhile = viewers();
      meanwhile.forEach(viewer -> fill(nodes, OTHER, viewer));
      for (var round = 0; round < 2; round++) {
        Stream.of(before, meanwhile).flatMap(List::stream).forEach(viewer -> play(nodes, viewer));
      }

      clock.set(Duration.ZERO);
      awaitStatus(nodes, 200);
      var right = System.nanoTime();
      for (var viewer : Stream.of(before, meanwhile).flatMap(List::stream).toList()) {
        awaitRoom(nodes, viewer, right);
      }
    }
  }

  private static List<String> viewers() {
    return Stream.generate(Request::freshViewer).limit(VIEWERS).toList();
  }

  /** The viewer starts streams on that node, or on the healthy one if that node cannot judge. */
  private void fill(TwoNodes nodes, Node node, String viewer) {
    var ids = Stream.generate(() -> started(nodes, node, viewer)).limit(LIMIT).toList();
    streams.put(viewer, ids);
  }

  private static String started(TwoNodes nodes, Node node, String viewer) {
    var answer = askFirst(nodes, node, Request.start(viewer, ""));
    assertThat(answer.status()).as("a start of %s", viewer).isEqualTo(201);
    return answer.id();
  }

  /** Each stream of the viewer plays on over both nodes, and neither admits a fourth. */
  private void play(TwoNodes nodes, String viewer) {
    for (var node : Node.values()) {
      for (var id : streams.getOrDefault(viewer, List.of())) {
        var heartbeat = askFirst(nodes, node, Request.heartbeat(viewer, id));
        assertThat(heartbeat.status()).as("a heartbeat of %s on %s", viewer, node).isEqualTo(200);
      }
      for (var door : Node.values()) {
        var fourth = askFirst(nodes, door, Request.start(viewer, ""));
        assertThat(fourth.status()).as("a fourth stream of %s on %s", viewer, door).isEqualTo(409);
      }
    }
  }

  /** Asks that node, and then the healthy one if the answer is 503. */
  private static Answer askFirst(TwoNodes nodes, Node node, Request request) {
    var answer = nodes.ask(node, request);
    return answer.status() == 503 ? nodes.ask(ONE, request) : answer;
  }

  /** Waits for the readiness of the other node, which gets requests all the time. */
  private static void awaitStatus(TwoNodes nodes, int status) {
    try (var management = Connection.to(nodes.managementPort(OTHER))) {
      var probe = Request.freshViewer();
      Until.holds(
          DEADLINE,
          () -> "the readiness of the node is " + status,
          () -> {
            nodes.ask(OTHER, Request.list(probe, ""));
            return management.ask(Request.get(probe, "/health/ready")).status() == status;
          });
    }
  }

  /** All of the viewer's players are silent: there is room a lease after the clock is right. */
  private static void awaitRoom(TwoNodes nodes, String viewer, long right) {
    for (var stream = 0; stream < LIMIT; stream++) {
      var node = stream == 0 ? ONE : OTHER;
      var left = LEASE.plus(SLACK).minusNanos(System.nanoTime() - right);
      Until.holds(
          left,
          () -> viewer + " can start a stream",
          () -> nodes.ask(node, Request.start(viewer, "")).status() == 201);
    }
  }
}
