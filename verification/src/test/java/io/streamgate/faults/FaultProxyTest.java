package io.streamgate.faults;

import static io.streamgate.faults.Fault.Plain.DROP_ANSWER;
import static io.streamgate.faults.Fault.Plain.DROP_REQUEST;
import static io.streamgate.faults.Fault.Plain.PASS;
import static io.streamgate.faults.Fault.Plain.SERVER_ERROR;
import static io.streamgate.faults.Fault.Plain.SILENCE;
import static io.streamgate.faults.Fault.Plain.THROTTLE;
import static io.streamgate.faults.Fault.Plain.TWICE;
import static io.streamgate.faults.Fault.Plain.TWICE_FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.testing.Until;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
final class FaultProxyTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LATE = Duration.ofMillis(300);

  private final CannedEngine engine = new CannedEngine();
  private final FaultProxy proxy = new FaultProxy(engine.uri());
  private final Caller client = new Caller(proxy.uri());

  @AfterEach
  void stop() {
    client.close();
    proxy.close();
    engine.close();
  }

  private Throwable failureUnder(Fault fault) {
    proxy.script(Faults.once(_ -> true, fault));
    return Caller.failure(client.ask("UpdateItem", "{}"));
  }

  private HttpResponse<String> answerUnder(Fault fault) {
    proxy.script(Faults.once(_ -> true, fault));
    return client.answer("{}");
  }

  private void awaitApplied(int requests) {
    Until.holds(
        SOON,
        () -> requests + " requests applied; so far: " + engine.applied().size(),
        () -> engine.applied().size() >= requests);
    Until.holds(SOON, () -> "no request in flight", () -> proxy.underway() == 0);
    assertThat(engine.applied()).hasSize(requests);
  }

  @Test
  void aRequestReachesTheEngineAsTheClientWroteIt() {
    client.answer("{\"TableName\":\"é\"}");

    var arrived = engine.applied().getFirst();
    assertThat(arrived.path()).isEqualTo("/");
    assertThat(arrived.body()).isEqualTo("{\"TableName\":\"é\"}");
    assertThat(arrived.headers().getFirst("x-amz-target"))
        .isEqualTo("DynamoDB_20120810.UpdateItem");
    assertThat(arrived.headers().getFirst("x-amz-date")).isEqualTo("20261123T180000Z");
    assertThat(arrived.headers().getFirst("authorization")).startsWith("AWS4-HMAC-SHA256");
    assertThat(arrived.headers().getFirst("content-type")).isEqualTo("application/x-amz-json-1.0");
    assertThat(arrived.headers().getFirst("host")).isEqualTo(proxy.uri().getAuthority());
  }

  @Test
  void anAnswerReachesTheClientAsTheEngineWroteIt() {
    var answer = answerUnder(PASS);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(CannedEngine.answer(1));
    assertThat(answer.headers().firstValue("x-amzn-requestid")).contains("REQUEST");
    assertThat(answer.headers().allValues("date")).hasSize(1);
    assertThat(answer.headers().allValues("content-length")).hasSize(1);
    assertThat(answer.headers().firstValue("content-type")).contains("application/x-amz-json-1.0");
  }

  @Test
  void aDroppedRequestNeverReachesTheEngine() {
    assertThat(failureUnder(DROP_REQUEST)).isInstanceOf(IOException.class);

    client.answer("{}");
    awaitApplied(1);
  }

  @Test
  void anAnswerIsDroppedOnlyAfterTheEngineHasApplied() {
    assertThat(failureUnder(DROP_ANSWER)).isInstanceOf(IOException.class);

    assertThat(engine.applied()).hasSize(1);
  }

  @Test
  void aLateAnswerIsToARequestThatWasAppliedBefore() {
    var answer = answerUnder(new Fault.LateAnswer(LATE));

    assertThat(System.nanoTime() - engine.applied().getFirst().atNanos())
        .isGreaterThanOrEqualTo(LATE.toNanos());
    assertThat(answer.body()).isEqualTo(CannedEngine.answer(1));
  }

  @Test
  void aLateRequestIsAppliedAfterTheClientHasGivenUp() {
    proxy.script(Faults.all(new Fault.LateRequest(LATE)));
    var asked = System.nanoTime();
    var call = client.ask("UpdateItem", "{}", Duration.ofMillis(50));

    assertThat(Caller.failure(call)).isInstanceOf(HttpTimeoutException.class);
    awaitApplied(1);
    assertThat(engine.applied().getFirst().atNanos() - asked)
        .isGreaterThanOrEqualTo(LATE.toNanos());
  }

  @Test
  void aLateRequestIsAnsweredToAClientThatStillWaits() {
    assertThat(answerUnder(new Fault.LateRequest(LATE)).body()).isEqualTo(CannedEngine.answer(1));
  }

  @Test
  void aRequestAppliedTwiceIsAnsweredWithTheSecondAnswer() {
    assertThat(answerUnder(TWICE).body()).isEqualTo(CannedEngine.answer(2));

    awaitApplied(2);
  }

  @Test
  void aRequestAppliedTwiceCanBeAnsweredWithTheFirstAnswer() {
    assertThat(answerUnder(TWICE_FIRST).body()).isEqualTo(CannedEngine.answer(1));

    awaitApplied(2);
  }

  @Test
  void aThrottledRequestIsAnsweredAsDynamoDbDoesAndIsNotApplied() {
    var answer = answerUnder(THROTTLE);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith(
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810"
                + "#ProvisionedThroughputExceededException\",\"message\":\"");
    assertChecksumIsRight(answer);
    assertThat(engine.applied()).isEmpty();
  }

  @Test
  void aServerErrorIsAnsweredAsDynamoDbDoesAndIsNotApplied() {
    var answer = answerUnder(SERVER_ERROR);

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .startsWith("{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\"");
    assertChecksumIsRight(answer);
    assertThat(engine.applied()).isEmpty();
  }

  @Test
  void silenceLastsUntilTheConnectionIsClosed() {
    proxy.script(Faults.once(_ -> true, SILENCE));
    var call = client.ask("UpdateItem", "{}");
    Until.holds(SOON, () -> "the request was left unanswered", () -> proxy.dealt(SILENCE) == 1);
    client.answer("{}");

    assertThat(call).isNotDone();
    awaitApplied(1);
    proxy.close();
    assertThat(Caller.failure(call)).isInstanceOf(IOException.class);
  }

  @Test
  void theClientIsHungUpOnWhereTheEngineIsGone() {
    client.answer("{}");
    engine.close();

    assertThat(failureUnder(PASS)).isInstanceOf(IOException.class);
  }

  @Test
  void requestsAreCountedByOperationAndFaultsByWhatWasDealt() {
    proxy.script(Faults.once(request -> request.operation().equals("GetItem"), DROP_REQUEST));
    client.answer("{}");
    client.answer("{}");
    assertThat(Caller.failure(client.ask("GetItem", "{}"))).isInstanceOf(IOException.class);

    assertThat(proxy.requests("UpdateItem")).isEqualTo(2);
    assertThat(proxy.requests("GetItem")).isEqualTo(1);
    assertThat(proxy.requests("Query")).isZero();
    assertThat(proxy.dealt(PASS)).isEqualTo(2);
    assertThat(proxy.dealt(DROP_REQUEST)).isEqualTo(1);
    assertThat(proxy.dealt(THROTTLE)).isZero();
  }

  private static void assertChecksumIsRight(HttpResponse<String> answer) {
    var sum = new CRC32();
    sum.update(answer.body().getBytes(StandardCharsets.UTF_8));
    assertThat(answer.headers().firstValue("x-amz-crc32")).contains(Long.toString(sum.getValue()));
    assertThat(answer.headers().firstValue("content-type")).contains("application/x-amz-json-1.0");
  }
}
