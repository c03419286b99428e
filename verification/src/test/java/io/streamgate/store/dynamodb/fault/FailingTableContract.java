package io.streamgate.store.dynamodb.fault;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static io.streamgate.store.dynamodb.node.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.EngineProcess;
import io.streamgate.faults.Fault.Plain;
import io.streamgate.faults.Faults;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.store.StoreHealth.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports a failing table, and serves again as soon as the table recovers. */
abstract class FailingTableContract extends LostAnswerContract {

  /** Which message appears depends on what the SDK sees first, and so on the machine's load. */
  private static final String SILENT = "(did not answer in time|cannot be reached)";

  FailingTableContract(EngineProcess engine) {
    super(engine);
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLE", "REPLICA_CONFLICT", "SERVER_ERROR", "DROP_REQUEST", "SILENCE"})
  void aRequestThatFailsOnceIsRepeated(Plain fault) {
    proxy.script(Faults.once(BLIND_START, fault));

    assertThat(start("a", 0, 1)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(proxy.dealt(fault)).isEqualTo(1);
    assertThat(node.tally().retries()).isPositive();
    assertThat(node.store().health().state()).isEqualTo(State.SERVING);
  }

  @Test
  void aTableThatThrottlesIsNamedSo() {
    failsWhile(Plain.THROTTLE, "throttles requests");
  }

  @Test
  void aTableWhoseOtherRegionWinsIsQuoted() {
    failsWhile(Plain.REPLICA_CONFLICT, "rejected the call: ReplicatedWriteConflictException");
  }

  @Test
  void aTableThatFailsIsQuoted() {
    failsWhile(Plain.SERVER_ERROR, "rejected the call: InternalServerError");
  }

  @Test
  void aTableThatHangsUpCannotBeReached() {
    failsWhile(Plain.DROP_REQUEST, SILENT);
  }

  @Test
  void aTableThatIsSilentIsGivenUpInTime() {
    var began = Instant.now();

    failsWhile(Plain.SILENCE, SILENT);

    // three calls of 600 ms; the machine may be busy
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(6));
  }

  private void failsWhile(Plain fault, String words) {
    start("a", 0, 3);
    proxy.script(Faults.all(fault));

    var ofStart = failure(start(viewer, "b", 1, 3));
    var ofHeartbeat = failure(node.store().renew(viewer, id("a", 0), heartbeat(), second(1)));
    var ofList = failure(node.store().read(viewer));

    assertThat(List.of(said(ofStart), said(ofHeartbeat), said(ofList)))
        .allMatch(said -> said.matches("table " + site.table() + " (" + words + "|" + SILENT + ")"))
        .anyMatch(said -> said.matches("table " + site.table() + " " + words));
    assertThat(ofStart.mayHaveHappened()).isTrue();
    assertThat(node.store().health().state()).isEqualTo(State.SHARED_AT_FAULT);
    assertThat(node.store().health().detail()).isEqualTo(said(ofList));
    servesAgain();
  }

  private void servesAgain() {
    proxy.script(Faults.none());

    var renewed = await(node.store().renew(viewer, id("a", 0), heartbeat(), second(9)));
    assertThat(renewed).isInstanceOf(StreamDecision.Kept.class);
    assertThat(start("c", 9, 2)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(node.store().health().state()).isEqualTo(State.SERVING);
    assertThat(members()).containsExactly(id("a", 0), id("c", 9));
  }

  @Test
  void aNodeThatWasCutOffServesAgainWithoutARestart() {
    start("a", 0, 3);
    proxy.partition();

    var failure = failure(start(viewer, "b", 1, 3));

    assertThat(said(failure)).matches("table " + site.table() + " " + SILENT);
    assertThat(node.store().health().state()).isEqualTo(State.SHARED_AT_FAULT);
    proxy.heal();
    servesAgain();
  }

  @Test
  void aTableThatIsDeletedUnderWayIsMissed() {
    start("a", 0, 3);
    witness.client().deleteTable(request -> request.tableName(site.table())).join();

    var failure = failure(start(viewer, "b", 1, 3));

    assertThat(said(failure)).isEqualTo("table %s does not exist", site.table());
    assertThat(node.store().health().state()).isEqualTo(State.SHARED_AT_FAULT);
  }
}
