package io.streamgate.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import io.streamgate.http.Wire;
import io.streamgate.identity.operator.RefusedCall;
import io.streamgate.identity.operator.RefusedCall.RefusalReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the observer is told of calls that are refused, and that they change nothing. */
final class RefusedCallsTest {

  private final ServerForOperators server = ServerForOperators.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private RefusalReason reasonOf(Client me) {
    var reply = me.with("x-request-id", "call-7").post("/admin/v1/change", "{}");

    assertThat(server.calls()).isZero();
    assertThat(server.refused()).hasSize(1);
    RefusedCall call = server.refused().getFirst();
    assertThat(call.requestId()).isEqualTo("call-7");
    assertThat(call.peer()).isEqualTo("127.0.0.1");
    assertThat(call.detail()).isEqualTo(reply.text("/detail"));
    assertThat(call.toString()).doesNotContain("malloryma", "annaanna", "ottootto");
    return call.reason();
  }

  @Test
  void aCallWithoutATokenIsOne() {
    assertThat(reasonOf(server.nobody())).isEqualTo(RefusalReason.TOKEN_MISSING);
  }

  @Test
  void aCallWithAWrongTokenIsOne() {
    assertThat(reasonOf(server.as("mallory"))).isEqualTo(RefusalReason.TOKEN_INVALID);
  }

  @Test
  void aCallWithARoleThatIsTooSmallIsOne() {
    assertThat(reasonOf(server.as("anna"))).isEqualTo(RefusalReason.ROLE_TOO_SMALL);
  }

  @Test
  void aCallOfAForeignPageIsOne() {
    var page = server.as("otto").with("origin", "https://evil.example");

    assertThat(reasonOf(page)).isEqualTo(RefusalReason.ORIGIN_NOT_ALLOWED);
  }

  @Test
  void aCallAfterTooManyWrongTokensIsOne() {
    server.tooManyAttempts();

    assertThat(server.refused())
        .hasSize(11)
        .last()
        .extracting(RefusedCall::reason)
        .isEqualTo(RefusalReason.TOO_MANY_ATTEMPTS);
  }

  /** The path of a health check opens nothing else. */
  @ParameterizedTest
  @ValueSource(strings = {"/admin/v1/change", "/metrics", "/console/", "/", "/health"})
  void aCallForAForeignHostIsOne(String path) {
    assertThat(sentToAForeignHost(path)).startsWith("HTTP/1.1 421 ");
    assertThat(server.refused())
        .extracting(RefusedCall::reason)
        .containsExactly(RefusalReason.HOST_NOT_ALLOWED);
    assertThat(server.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/health/../admin/v1/change", "/health/%2e%2e/admin/v1/change", "/health//admin"})
  void aPathBelowThatOfHealthChecksReachesNothingElse(String path) {
    assertThat(sentToAForeignHost(path)).startsWith("HTTP/1.1 404 ");
    assertThat(server.calls()).isZero();
  }

  private String sentToAForeignHost(String path) {
    return new Wire(server.nobody().port())
        .send(
            """
            POST %s HTTP/1.1\r
            Host: rebound.example:9090\r
            Origin: http://rebound.example:9090\r
            Authorization: Bearer %s\r
            Connection: close\r
            \r
            """
                .formatted(path, "otto".repeat(32)));
  }

  @Test
  void aCallThatIsAnsweredIsNone() {
    assertThat(server.as("otto").post("/admin/v1/change", "{}").status()).isEqualTo(200);

    assertThat(server.refused()).isEmpty();
    assertThat(server.calls()).isEqualTo(1);
  }
}
