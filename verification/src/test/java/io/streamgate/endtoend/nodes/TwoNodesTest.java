package io.streamgate.endtoend.nodes;

import static io.streamgate.endtoend.nodes.TwoNodes.Node.ONE;
import static io.streamgate.endtoend.nodes.TwoNodes.Node.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.crowd.Audit;
import io.streamgate.endtoend.crowd.Crowd;
import io.streamgate.endtoend.crowd.Ledger;
import io.streamgate.endtoend.crowd.Ledger.Standing;
import io.streamgate.endtoend.nodes.TwoNodes.Node;
import io.streamgate.endtoend.wire.Answer;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.engines.EngineProcess;
import io.streamgate.testing.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on one table enforce one limit: a viewer whose players alternate between them still has
 * at most 3 streams.
 *
 * <p>Each round uses new viewers. A few rounds by default; 40 rounds and 6 kills on each of the two
 * engines with {@code -Dstreamgate.test.all=true}.
 */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class TwoNodesTest {

  private static final boolean ALL = Boolean.getBoolean("streamgate.test.all");
  private static final int ROUNDS = ALL ? 40 : 3;
  private static final int KILLS = ALL ? 6 : 1;
  private static final int BURST = 32;
  private static final int VIEWERS = 24;
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final String TAKEOVER = "{\"takeover\":\"oldest\"}";

  private final EngineProcess engine;
  private List<TwoNodes> started = List.of();

  TwoNodesTest(EngineProcess engine) {
    this.engine = engine;
  }

  @BeforeAll
  final void start(@TempDir Path folder) {
    started = List.of(new TwoNodes(folder, engine));
  }

  @BeforeEach
  final void bothServe() {
    nodes().revive(OTHER);
  }

  @AfterAll
  final void stop() {
    started.forEach(TwoNodes::close);
  }

  @Test
  void of32StartsOverBothNodesExactly3AreAdmittedAndBothListThem() {
    try (var burst = nodes().burst(BURST)) {
      for (var round = 0; round < ROUNDS; round++) {
        var viewer = Request.freshViewer();

        var answers = burst.send(Collections.nCopies(BURST, Request.start(viewer, "")));

        assertThat(idsOf(answers, 201)).hasSize(3);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(29);
        for (var node : Node.values()) {
          assertThat(active(node, viewer)).containsExactlyInAnyOrderElementsOf(idsOf(answers, 201));
        }
      }
    }
  }

  @Test
  void takeoversBesideStartsNeverLeaveMoreThan3AndLoseNone() {
    try (var burst = nodes().burst(BURST)) {
      for (var round = 0; round < ROUNDS; round++) {
        var viewer = Request.freshViewer();

        var answers = burst.send(startsTakeoversAndLists(viewer));

        var lists = answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(lists).hasSize(8).allSatisfy(TwoNodesTest::hasAtMost3);
        var ended = ids(ONE, viewer, "?status=ended");
        assertThat(active(OTHER, viewer)).hasSize(3).doesNotContainAnyElementsOf(ended);
        assertThat(Stream.concat(active(ONE, viewer).stream(), ended.stream()))
            .containsExactlyInAnyOrderElementsOf(idsOf(answers, 201));
      }
    }
  }

  /** Alternates in pairs, so that each node gets requests of every kind. */
  private static List<Request> startsTakeoversAndLists(String viewer) {
    var requests = new ArrayList<Request>();
    while (requests.size() < BURST) {
      requests.addAll(Collections.nCopies(4, Request.start(viewer, "")));
      requests.addAll(Collections.nCopies(2, Request.list(viewer, "?status=active")));
      requests.addAll(Collections.nCopies(2, Request.start(viewer, TAKEOVER)));
    }
    return requests;
  }

  private static void hasAtMost3(Answer list) {
    assertThat(list.ofStreams("stream_id")).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aHeartbeatOverTheOtherNodeThanTheOneThatAdmittedIs200() {
    for (var round = 0; round < ROUNDS; round++) {
      var viewer = Request.freshViewer();
      var id = started(ONE, viewer);

      assertThat(nodes().ask(OTHER, Request.heartbeat(viewer, id)).status()).isEqualTo(200);
      assertThat(nodes().ask(OTHER, Request.end(viewer, id)).status()).isEqualTo(204);
      assertThat(nodes().ask(ONE, Request.heartbeat(viewer, id)).status()).isEqualTo(410);
    }
  }

  @Test
  void aStreamEvictedOnOneNodeIs410WithItsReasonOnTheOther() {
    for (var round = 0; round < ROUNDS; round++) {
      var viewer = Request.freshViewer();
      var id = started(ONE, viewer);
      started(ONE, viewer);
      started(ONE, viewer);
      var takeover = nodes().ask(OTHER, Request.start(viewer, "{\"takeover\":\"" + id + "\"}"));
      assertThat(takeover.status()).isEqualTo(201);

      var gone = nodes().ask(ONE, Request.heartbeat(viewer, id));

      assertThat(gone.status()).isEqualTo(410);
      assertThat(gone.text("/reason")).isEqualTo("evicted");
    }
  }

  @Test
  void aStartRepeatedWithItsKeyOnTheOtherNodeIsTheSameStream() {
    for (var round = 0; round < ROUNDS; round++) {
      var start = Request.startWithKey(Request.freshViewer(), "k");
      var first = nodes().ask(ONE, start);
      assertThat(first.status()).isEqualTo(201);

      var repeated = nodes().ask(OTHER, start);

      assertThat(repeated.status()).isEqualTo(200);
      assertThat(repeated.id()).isEqualTo(first.id());
    }
  }

  /** Runs last, so that no other test has to wait for the killed node. */
  @Test
  @Order(Integer.MAX_VALUE)
  void whatANodeAcknowledgedBeforeItWasKilledIsThereOnTheOther() {
    var seed = Long.getLong("streamgate.test.seed", System.nanoTime());
    System.out.println("-Dstreamgate.test.seed=" + seed);
    var random = new Random(seed);
    for (var kill = 0; kill < KILLS; kill++) {
      nodes().revive(OTHER);
      var ledger = new Ledger();
      var viewers = Stream.generate(Request::freshViewer).limit(VIEWERS).toList();

      killInTheMiddle(ledger, viewers, random);

      try (var connection = Connection.to(nodes().port(ONE))) {
        new Audit(connection, ledger, viewers).afterRestart();
        assertRepeatsLandOnTheirStreams(connection, ledger);
      }
    }
  }

  private void killInTheMiddle(Ledger ledger, List<String> viewers, Random random) {
    var starts = 20 + random.nextInt(80);
    try (var here = new Crowd(ledger, viewers, random);
        var there = new Crowd(ledger, viewers, random)) {
      var survivors = here.playAnew(nodes().port(ONE));
      var bereaved = there.playAnew(nodes().port(OTHER));
      Until.holds(
          DEADLINE,
          () -> starts + " streams were started",
          () -> ledger.are(Standing.STARTED).size() + ledger.are(Standing.ENDED).size() >= starts);
      nodes().kill(OTHER);
      Crowd.await(bereaved);
      here.disperse();
      Crowd.await(survivors);
    }
  }

  private static void assertRepeatsLandOnTheirStreams(Connection connection, Ledger ledger) {
    for (var entry : ledger.are(Standing.STARTED)) {
      var repeated = connection.ask(Request.startWithKey(entry.viewer(), entry.key()));
      assertThat(repeated.status()).as("the answer to %s", entry).isEqualTo(200);
      assertThat(repeated.id()).isEqualTo(entry.id());
    }
  }

  private TwoNodes nodes() {
    return started.getFirst();
  }

  private String started(Node node, String viewer) {
    return nodes().ask(node, Request.start(viewer, "")).id();
  }

  private List<String> active(Node node, String viewer) {
    return ids(node, viewer, "?status=active");
  }

  private List<String> ids(Node node, String viewer, String query) {
    return nodes().ask(node, Request.list(viewer, query)).ofStreams("stream_id");
  }

  private static List<String> idsOf(List<Answer> answers, int status) {
    return answers.stream().filter(answer -> answer.status() == status).map(Answer::id).toList();
  }
}
