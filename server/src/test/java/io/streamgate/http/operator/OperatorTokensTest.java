package io.streamgate.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls of operators are answered, and that a refused one changes nothing. */
final class OperatorTokensTest {

  private final ServerForOperators server = ServerForOperators.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private static Reply look(Client me) {
    return me.get("/admin/v1/look");
  }

  private static Reply change(Client me) {
    return me.post("/admin/v1/change", "{}");
  }

  private static Reply erase(Client me) {
    return me.delete("/admin/v1/erase");
  }

  @ParameterizedTest
  @CsvSource({"anna, 200, 403, 403", "otto, 200, 200, 403", "erna, 200, 200, 200"})
  void aRoleMayDoWhatSmallerRolesMay(String name, int look, int change, int erase) {
    var me = server.as(name);

    assertThat(look(me).status()).isEqualTo(look);
    assertThat(change(me).status()).isEqualTo(change);
    assertThat(erase(me).status()).isEqualTo(erase);
  }

  @Test
  void theEndpointKnowsTheOperatorAndTheRequest() {
    var reply = look(server.as("anna").with("x-request-id", "from-a-proxy"));

    assertThat(reply.body()).isEqualTo("anna from-a-proxy");
  }

  @Test
  void aCallWithoutATokenIsRefused() {
    var reply = change(server.nobody());

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text("/type")).isEqualTo("/problems/token-missing");
    assertThat(reply.text("/detail"))
        .isEqualTo(
            "authorization is missing; send the operator's token as in: authorization: Bearer"
                + " TOKEN");
    assertThat(reply.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(server.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer x", "Bearer otto", "bearer  %s ", "Bearer %s%s"})
  void aTokenIsComparedWhole(String authorization) {
    var token = "otto".repeat(32);
    var isRight = authorization.equals("bearer  %s ");

    var reply = change(server.nobody().with("authorization", authorization.replace("%s", token)));

    assertThat(reply.status()).isEqualTo(isRight ? 200 : 401);
    assertThat(server.calls()).isEqualTo(isRight ? 1 : 0);
  }

  @Test
  void aWrongTokenIsRefusedAndNotQuoted() {
    var reply = change(server.as("mallory"));

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text("/type")).isEqualTo("/problems/token-invalid");
    assertThat(reply.header("www-authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    assertThat(reply.body()).doesNotContain("mallory");
    assertThat(server.calls()).isZero();
  }

  @Test
  void twoTokensAreRefused() {
    var both = server.as("otto").with("authorization", "Bearer " + "erna".repeat(32));

    assertThat(change(both).status()).isEqualTo(401);
    assertThat(server.calls()).isZero();
  }

  @Test
  void aRoleThatIsTooSmallIsRefused() {
    var reply = change(server.as("anna"));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text("/type")).isEqualTo("/problems/role-too-small");
    assertThat(reply.text("/detail"))
        .isEqualTo("anna has the role read, and this call needs operate");
    assertThat(reply.header("www-authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
    assertThat(server.calls()).isZero();
  }

  /** Its body is not even read. */
  @Test
  void aRefusalDoesNotDependOnTheBody() {
    var body = "x".repeat(20_000);

    assertThat(server.nobody().post("/admin/v1/change", body).status()).isEqualTo(401);
    assertThat(server.as("anna").post("/admin/v1/change", body).status()).isEqualTo(403);
    assertThat(server.as("otto").post("/admin/v1/change", body).status()).isEqualTo(413);
    assertThat(server.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1"})
  void aPageOfAnotherOriginMayNotEvenRead(String origin) {
    var me = server.as("erna").with("origin", origin);

    for (var reply : new Reply[] {look(me), change(me), erase(me)}) {
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.text("/type")).isEqualTo("/problems/origin-not-allowed");
      assertThat(reply.header("access-control-allow-origin")).isEmpty();
    }
    assertThat(server.calls()).isZero();
  }

  @Test
  void thePagesOfTheServerItselfMay() {
    var me = server.as("otto");
    var own = me.with("origin", "http://127.0.0.1:" + me.port());

    assertThat(look(own).status()).isEqualTo(200);
    assertThat(change(own).status()).isEqualTo(200);
  }

  /** Without it, a browser does not send the call at all. */
  @Test
  void noPageIsAnsweredBeforeItsCall() {
    var preflight =
        server
            .nobody()
            .with("origin", "https://evil.example")
            .with("access-control-request-method", "POST")
            .send("OPTIONS", "/admin/v1/change", "");

    assertThat(preflight.headers().map().keySet()).noneMatch(name -> name.startsWith("access-"));
  }
}
