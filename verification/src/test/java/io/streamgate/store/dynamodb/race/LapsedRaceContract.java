package io.streamgate.store.dynamodb.race;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.EngineProcess;
import io.streamgate.given.Given;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.StreamDecision.OfRenewal;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ending;
import io.streamgate.store.dynamodb.node.Answers;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lapsed streams send heartbeats while other starts compete for their slots. */
abstract class LapsedRaceContract extends RaceContract {

  private static final int LIMIT = 3;

  /** Three leases of 90 s that began at seconds 0, 1 and 2 have expired, by either clock. */
  static final double LAPSED = 95;

  static final List<StreamId> EARLIER = List.of(id("tv/a", 0), id("phone/b", 1), id("tab/c", 2));

  /** This many reads take about as long as the first starts. */
  private static final int READS_BEFORE = 6;

  private final LongAdder revived = new LongAdder();
  private final LongAdder displaced = new LongAdder();

  LapsedRaceContract(EngineProcess engine) {
    super(engine);
  }

  @ParameterizedTest
  @EnumSource
  void aHeartbeatAndTheStartThatWouldDisplaceItsStreamAreNotBothGranted(Weather weather) {
    race(weather, this::lapsedStreamsAreHeardOf);

    System.out.printf("%d revived, %d displaced%n", revived.sum(), displaced.sum());
  }

  private void lapsedStreamsAreHeardOf(Scene scene, Players players, ViewerId viewer) {
    EARLIER.forEach(id -> startEarlier(players, viewer, id));
    var heard = EARLIER.stream().map(id -> heartbeat(players, viewer, id)).toList();

    var told = Starts.of(players, viewer, limit(LIMIT)).later(second(LAPSED)).run(Starts::nothing);

    var answers = heard.stream().map(Answers::await).toList();
    var audit = scene.audit(viewer, LIMIT, told);
    assertThat(audit.faults()).as(where()).isEmpty();
    assertThat(audit.members()).as(where()).hasSize(LIMIT);
    for (var number = 0; number < EARLIER.size(); number++) {
      assertThat(isSo(audit, EARLIER.get(number), answers.get(number)))
          .as("%s %s, %s", answers.get(number), audit.members(), where())
          .isTrue();
    }
  }

  private static void startEarlier(Players players, ViewerId viewer, StreamId id) {
    Answers.await(
        players.ask(0, (node, _) -> node.start(viewer, play(id), limit(LIMIT), id.startedAt())));
  }

  /** A heartbeat some time after now. */
  final CompletionStage<OfRenewal> heartbeat(Players players, ViewerId viewer, StreamId id) {
    var reads = random().nextInt(READS_BEFORE);
    return heartbeat(players, viewer, id, reads);
  }

  private static CompletionStage<OfRenewal> heartbeat(
      Players players, ViewerId viewer, StreamId id, int readsBefore) {
    return readsBefore == 0
        ? players.ask(
            1, (node, ahead) -> node.renew(viewer, id, Given.heartbeat(), second(LAPSED + ahead)))
        : players
            .ask(1, (node, _) -> node.read(viewer))
            .thenCompose(_ -> heartbeat(players, viewer, id, readsBefore - 1));
  }

  /** Whether the answer to that stream's heartbeat matches the final state. */
  private boolean isSo(Audit audit, StreamId id, OfRenewal answer) {
    return switch (answer) {
      case StreamDecision.Kept _ -> {
        revived.increment();
        yield audit.isMember(id.sid()) && !audit.isOnRecord(id.sid());
      }
      case StreamDecision.Gone(var stream) -> {
        displaced.increment();
        yield stream.ending() instanceof Ending.Displaced
            && audit.isOnRecord(id.sid())
            && !audit.isMember(id.sid());
      }
      case StreamDecision.Unknown _ -> false;
    };
  }
}
