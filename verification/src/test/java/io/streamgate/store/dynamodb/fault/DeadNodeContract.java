package io.streamgate.store.dynamodb.fault;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.EngineProcess;
import io.streamgate.faults.Fault.Plain;
import io.streamgate.faults.Request;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Playback;
import io.streamgate.testing.Until;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A node ends a stream, answers, and dies before the stream is in history. This test drops the
 * node's last calls, which looks the same to the table.
 */
abstract class DeadNodeContract extends CrowdContract {

  private static final StreamId ENDED = id("a", 0);
  private static final StreamId RUNNING = id("b", 1);
  private static final Details DETAILS = new Details("{\"video_name\":\"news\"}");

  DeadNodeContract(EngineProcess engine) {
    super(engine);
  }

  @Test
  void aNodeThatSeesTheItemAMinuteLaterWritesTheRow() {
    endsAndDiesBefore(ROW);

    assertThat(rows()).isZero();
    assertThat(callsToHearOfTheOther(69.9)).isEqualTo(1);
    assertThat(witness.item(viewer).sids("E.")).containsExactly(ENDED.sid().value());
    endedOnce(69.9);

    assertThat(callsToHearOfTheOther(70)).isGreaterThan(1);
    Until.holds(SOON, () -> "settled", () -> witness.item(viewer).sids("E.").isEmpty());
    assertThat(rows()).isEqualTo(1);
    endedOnce(70);
  }

  @Test
  void aRowThatStaysInTheItemTooIsListedOnceAndTakenOutLater() {
    endsAndDiesBefore(SETTLING);

    assertThat(rows()).isEqualTo(1);
    assertThat(witness.item(viewer).sids("E.")).containsExactly(ENDED.sid().value());
    endedOnce(69.9);

    assertThat(callsToHearOfTheOther(70)).isGreaterThan(1);
    Until.holds(SOON, () -> "settled", () -> witness.item(viewer).sids("E.").isEmpty());
    assertThat(rows()).isEqualTo(1);
    endedOnce(70);
  }

  /** The tombstone outlives the outbox. */
  @Test
  void aKeyIsRememberedWhateverBecameOfTheRow() {
    endsAndDiesBefore(SETTLING);
    assertThat(callsToHearOfTheOther(70)).isGreaterThan(1);
    Until.holds(SOON, () -> "settled", () -> witness.item(viewer).sids("E.").isEmpty());

    var again =
        new Start.Play(id("a", 71), Playback.fromStart(), DETAILS, new Start.Takeover.None());
    assertThat(await(witness.store().start(viewer, again, limit(3), second(71))))
        .isInstanceOf(StartDecision.AlreadyEnded.class);
  }

  /** Ends a stream, and drops the matching requests of the dying node. */
  private void endsAndDiesBefore(Predicate<Request> last) {
    var first = new Start.Play(ENDED, Playback.fromStart(), DETAILS, new Start.Takeover.None());
    await(node.store().start(viewer, first, limit(3), second(0)));
    start("b", 1, 3);
    proxy.script(request -> last.test(request) ? Plain.DROP_REQUEST : Plain.PASS);
    end(ENDED, 10);
    node.close();
    assertThat(proxy.dealt(Plain.DROP_REQUEST)).isEqualTo(3);
  }

  /** Includes the calls that this node has started by then to write a row. */
  private long callsToHearOfTheOther(double second) {
    var calls = witness.tally().calls();
    await(witness.store().renew(viewer, RUNNING, heartbeat(), second(second)));
    return witness.tally().calls() - calls;
  }

  private void endedOnce(double second) {
    assertThat(history(second))
        .singleElement()
        .satisfies(
            ended -> {
              assertThat(ended.id()).isEqualTo(ENDED);
              assertThat(ended.details()).isEqualTo(DETAILS);
              assertThat(ended.ending()).isEqualTo(new Ending.Finished(second(10)));
            });
    assertThat(await(witness.store().find(viewer, ENDED, second(second))))
        .hasValueSatisfying(found -> assertThat(found).isInstanceOf(Ended.class));
  }

  private int rows() {
    return witness
        .client()
        .query(
            request ->
                request
                    .tableName(site.table())
                    .keyConditionExpression("pk = :pk AND begins_with(sk, :row)")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", AttributeValue.fromS("u#" + viewer.value()),
                            ":row", AttributeValue.fromS("H#"))))
        .join()
        .count();
  }
}
