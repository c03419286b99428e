package io.streamgate.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import io.streamgate.http.contract.Contract.Operation;
import io.streamgate.http.exchange.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The contract describes the server, and the server follows the contract. */
@TestInstance(Lifecycle.PER_CLASS)
final class ContractTest {

  private final Contract contract = Contract.read();
  private final Servers servers;

  ContractTest() throws Exception {
    servers = Servers.start();
  }

  @BeforeAll
  void thereIsSomethingToHold() {
    assertThat(contract.operations()).hasSizeGreaterThan(10);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @Test
  void theContractHasEveryRouteAndNoOther() {
    var routes =
        Servers.routes().stream().map(route -> route.method() + " " + route.template()).toList();

    assertThat(contract.operations())
        .extracting(Operation::toString)
        .containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void everyStatusThatTheContractHasIsAnsweredAndFits() {
    var faults = new ArrayList<String>();
    for (var operation : contract.operations()) {
      for (var status : operation.statuses()) {
        var reply = new Scenario(servers, operation).reply(status);
        if (!status.equals(Integer.toString(reply.status()))) {
          faults.add("%s: %s was wanted, and %s came".formatted(operation, status, reply));
        }
        faults.addAll(contract.faultsOf(operation, reply));
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void aBodyThatHasEveryFieldIsTakenByServerAndContract() {
    for (var operation : contract.operations()) {
      var body = Scenario.bodyOf(operation);
      if (!body.isEmpty()) {
        assertThat(contract.faultsOfRequest(operation, body)).as(operation.toString()).isEmpty();
        assertThat(new Scenario(servers, operation).reply("200").status()).isEqualTo(200);
      }
    }
  }

  /** The reasons may be worded differently, but both must reject the body. */
  @Test
  void aBodyThatTheServerRefusesTheContractRefusesToo() {
    var ofAll =
        List.of(
            "[]", "{\"position_ms\":-1}", "{\"position_ms\":\"1\"}", "{\"video_playing\":\"yes\"}");
    var ofStreams =
        List.of(
            "{\"video_name\":1}",
            "{\"video_name\":\"" + "x".repeat(257) + "\"}",
            "{\"src\":\"" + "x".repeat(2049) + "\"}",
            "{\"size\":true}",
            "{\"video_ended\":\"true\"}",
            "{\"video_start_time\":\"yesterday\"}",
            "{\"content_type\":\"a film\"}",
            "{\"content_type\":\"\"}",
            "{\"content_type\":\"" + "x".repeat(33) + "\"}",
            "{\"attributes\":{\"a\":1}}",
            "{\"attributes\":[]}",
            "{\"no_such_field\":1}");
    for (var operation : contract.operations()) {
      if (Scenario.bodyOf(operation).isEmpty()) {
        continue;
      }
      var bodies = new ArrayList<>(ofAll);
      if (!Set.of("heartbeat", "leave").contains(operation.id())) {
        bodies.addAll(ofStreams);
      }
      for (var body : bodies) {
        var me = Client.of(servers.sound().port()).asNewViewer();
        var path = operation.template().replace("{id}", me.started("{}"));
        var reply = me.send(operation.method(), path, body);

        assertThat(reply.status()).as(operation + " " + body).isEqualTo(400);
        assertThat(contract.faultsOf(operation, reply)).isEmpty();
        assertThat(reply.has("/errors/0/detail")).isTrue();
        assertThat(contract.faultsOfRequest(operation, body))
            .as(operation + " " + body)
            .isNotEmpty();
      }
    }
  }

  @Test
  void aHeartbeatWithOtherFieldsIsTakenByServerAndContract() {
    var heartbeat = operation("heartbeat");
    var body = "{\"no_such_field\":{\"a\":[1]},\"video_name\":1,\"position_ms\":1}";
    var me = Client.of(servers.sound().port()).asNewViewer();

    var reply = me.post(heartbeat.template().replace("{id}", me.started("{}")), body);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(contract.faultsOf(heartbeat, reply)).isEmpty();
    assertThat(contract.faultsOfRequest(heartbeat, body)).isEmpty();
  }

  @Test
  void everyProblemIsInTheContract() {
    var pages =
        Arrays.stream(ProblemType.values())
            .filter(type -> !Contract.OF_OPERATORS.contains(type))
            .map(ProblemType::uri)
            .collect(Collectors.toSet());

    assertThat(contract.problemTypes()).isEqualTo(pages);
  }

  @Test
  void theServerServesTheFileItself() throws Exception {
    var reply = Client.of(servers.sound().port()).get("/openapi.yaml");

    assertThat(reply.header("content-type")).isEqualTo("application/yaml");
    assertThat(Contract.of(reply.body()).operations()).hasSameSizeAs(contract.operations());
  }

  /** A node of a later version may have ended the stream. */
  @Test
  void aReasonThatThisVersionDoesNotKnowFits() {
    var heartbeat = operation("heartbeat");
    var sound = new Scenario(servers, heartbeat).reply("410");
    var reason = "\"reason\":\"" + sound.text("/reason") + '"';
    assertThat(sound.body()).contains(reason);

    var other = sound.body().replace(reason, "\"reason\":\"terminated\"");
    var none = sound.body().replace(reason, "\"reason\":\"\"");

    assertThat(contract.faultsOf(heartbeat, new Reply(410, sound.headers(), other))).isEmpty();
    assertThat(contract.faultsOf(heartbeat, new Reply(410, sound.headers(), none))).isNotEmpty();
  }

  @Test
  void anAnswerThatDoesNotFitIsFound() throws Exception {
    var start = operation("startStream");
    var sound = new Scenario(servers, start).reply("201");
    var stranger = new Reply(201, sound.headers(), sound.body().replace("{", "{\"surprise\":1,"));
    var halved = new Reply(201, sound.headers(), sound.body().replace("\"viewer\"", "\"v\""));
    var teapot = new Reply(418, sound.headers(), sound.body());
    var headless =
        new Reply(201, java.net.http.HttpHeaders.of(java.util.Map.of(), (_, _) -> true), "{}");

    assertThat(contract.faultsOf(start, sound)).isEmpty();
    for (var reply : List.of(stranger, halved, teapot, headless)) {
      assertThat(contract.faultsOf(start, reply)).as(reply.toString()).isNotEmpty();
    }
  }

  /** The file leaves responses open to later versions; this version's must have nothing else. */
  @Test
  void whatTheFileDoesNotDeclareIsFoundAtEveryDepth() {
    for (var change :
        new String[][] {
          {"listStreams", "200", "\"stream_id\"", "\"surprise\":1,\"stream_id\""},
          {"listStreams", "200", "\"expires_at\"", "\"ended_at\""},
          {"showStream", "200", "\"expires_at\"", "\"ended_at\""},
          {"showStream", "200", "Z\"", "+00:00\""},
          {"showStream", "200", "\"stream_id\":\"", "\"stream_id\":\"0"},
          {"startStream", "201", "\"limit\":3", "\"limit\":101"},
          {"startStream", "201", "\"limit\":3", "\"limit\":3,\"enforced\":true"},
          {"startStream", "409", "\"streams\":[{", "\"streams\":[{\"surprise\":1,"},
          {"startStream", "409", "limit-reached", "ended"},
          {"startStream", "409", "\"status\":409", "\"status\":410"},
          {"heartbeat", "410", "\"by\":{", "\"by\":{\"surprise\":1,"},
          {"heartbeat", "410", "\"by\"", "\"buy\""}
        }) {
      var operation = operation(change[0]);
      var sound = new Scenario(servers, operation).reply(change[1]);
      var changed = sound.body().replace(change[2], change[3]);
      var reply = new Reply(sound.status(), sound.headers(), changed);

      assertThat(changed).as(String.join(" ", change)).isNotEqualTo(sound.body());
      assertThat(contract.faultsOf(operation, sound)).isEmpty();
      assertThat(contract.faultsOf(operation, reply)).as(String.join(" ", change)).isNotEmpty();
    }
  }

  @Test
  void anEndedStreamSaysWhenAndWhyAndHasNoLease() {
    var me = Client.of(servers.sound().port()).asNewViewer();
    var id = me.started("{}");
    me.delete("/api/v1/streams/" + id);
    var show = operation("showStream");
    var sound = me.show(id);

    assertThat(contract.faultsOf(show, sound)).isEmpty();
    for (var change : List.of("e", "reason", "expires_at")) {
      var changed = sound.body().replace("\"ended_at\"", '"' + change + '"');
      assertThat(contract.faultsOf(show, new Reply(200, sound.headers(), changed)))
          .as(changed)
          .isNotEmpty();
    }
  }

  @Test
  void aFaultHasADetailAndOnePlace() {
    var sound = Client.of(servers.sound().port()).asNewViewer().start("{\"size\":true}");
    var start = operation("startStream");

    assertThat(contract.faultsOf(start, sound)).isEmpty();
    for (var change : List.of("\"surprise\"", "\"header\":\"a\",\"pointer\"")) {
      var changed = sound.body().replace("\"pointer\"", change);
      assertThat(contract.faultsOf(start, new Reply(400, sound.headers(), changed)))
          .as(changed)
          .isNotEmpty();
    }
  }

  private Operation operation(String id) {
    return contract.operations().stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
