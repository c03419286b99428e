package io.streamgate.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import io.streamgate.http.contract.Contract;
import io.streamgate.http.contract.Contract.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The server follows docs/api/admin.yaml. */
final class AdminContractTest extends AdminFixture {

  private static final List<String> ROLES = List.of("read", "operate", "erase");
  private static final List<String> NAMES = List.of("anna", "otto", "erna");
  private static final Pattern ROLE = Pattern.compile("^Role `([a-z]+)`");
  private static final String NEVER = "1k84sr29q47DEQp2RTJRjt7WqOhRQ_F";
  private static final String PLANS = "{\"default\": \"a\", \"plans\": {\"a\": {\"limit\": 1}}}";
  private static final String OVERRIDE =
      "{\"limit\":1,\"until\":\"2026-11-30T00:00:00Z\",\"note\":\"n\",\"reason\":\"r\"}";

  private final Contract contract = Contract.read(Path.of("../docs/api/admin.yaml"));

  private String path(Operation operation, String stream) {
    var path = operation.template().replace("{viewer}", viewer).replace("{stream}", stream);
    return operation.id().equals("listTopViewers") ? path + "?by=started" : path;
  }

  private static String body(Operation operation) {
    return switch (operation.id()) {
      case "setOverride" -> OVERRIDE;
      case "tryPlans" -> PLANS;
      case "endStreamOfViewer", "endAllStreamsOfViewer" -> "{\"note\":\"n\",\"reason\":\"r\"}";
      default -> "";
    };
  }

  private Reply call(Client me, Operation operation, String stream) {
    return me.send(operation.method(), path(operation, stream), body(operation));
  }

  /** How many of the operators, from Anna on, may not make the call. */
  private static int tooSmallFor(Operation operation) {
    var text = ROLE.matcher(operation.node().path("description").asText());
    assertThat(text.find()).as(operation + " says its role").isTrue();
    return ROLES.indexOf(text.group(1));
  }

  private void fits(Operation operation, Reply reply, int status) {
    assertThat(reply.status()).as(operation + " " + reply.body()).isEqualTo(status);
    assertThat(contract.faultsOf(operation, reply)).isEmpty();
  }

  @Test
  void eachCallNeedsTheRoleThatTheFileSays() {
    for (var operation : contract.operations()) {
      fits(operation, call(asNobody(), operation, NEVER), 401);
      for (var name : NAMES.subList(0, tooSmallFor(operation))) {
        var reply = call(as(name), operation, NEVER);

        fits(operation, reply, 403);
        assertThat(reply.text("/type")).isEqualTo("/problems/role-too-small");
      }
    }
    var first = contract.operations().getFirst();
    fits(first, call(as("mallory"), first, NEVER), 401);
    assertThat(as("anna").get(path("/audit")).texts("/entries", "action")).isEmpty();
  }

  /** The one that answers until the caller goes is tested elsewhere. */
  @Test
  void eachCallIsAnsweredAsTheFileSays() {
    serve("STREAMGATE_LIMIT=100");
    player()
        .started("{\"video_name\":\"Alien\",\"device_id\":\"tv\",\"attributes\":{\"a\":\"b\"}}");
    player().started("{\"video_name\":\"Brazil\",\"device_id\":\"tv\"}");
    player().with("x-device-id", "phone").delete("/api/v1/streams/" + player().started("{}"));
    player().started("{}");
    for (var operation : contract.operations()) {
      var status =
          switch (operation.id()) {
            case "eraseViewer" -> 202;
            case "removeOverride" -> 204;
            default -> 200;
          };
      if (!operation.id().equals("followEvents")) {
        for (var name : NAMES.subList(tooSmallFor(operation), NAMES.size())) {
          var isOfStream = operation.template().contains("{stream}");
          var stream = isOfStream ? player().started("{}") : NEVER;
          fits(operation, call(as(name), operation, stream), status);
        }
      }
    }
  }

  @Test
  void whatIsRefusedIsAnsweredAsTheFileSays() {
    for (var operation : contract.operations()) {
      var me = as("erna");
      fits(operation, call(me.with("origin", "https://evil.example"), operation, NEVER), 403);
      fits(operation, me.send("PATCH", path(operation, NEVER), ""), 405);
      if (!body(operation).isEmpty()) {
        var csv = me.with("content-type", "text/csv");
        fits(operation, call(csv, operation, NEVER), 415);
        fits(operation, me.send(operation.method(), path(operation, NEVER), "["), 400);
        var large = "x".repeat(operation.id().equals("tryPlans") ? 300_000 : 20_000);
        fits(operation, me.send(operation.method(), path(operation, NEVER), large), 413);
      }
      if (operation.id().equals("endStreamOfViewer")) {
        fits(operation, call(me, operation, NEVER), 404);
      }
      if (operation.template().contains("{viewer}")) {
        var other = operation.template().replace("{viewer}", "a%20b").replace("{stream}", NEVER);
        fits(operation, me.send(operation.method(), other, body(operation)), 400);
      }
    }
  }

  @Test
  void theFileIsServedWithAPageToReadIt() {
    var file = asNobody().get("/openapi.yaml");
    var page = asNobody().get("/docs");
    var problem = asNobody().get("/problems/role-too-small");

    assertThat(file.body()).contains("/admin/v1/viewers/{viewer}/override");
    assertThat(page.body()).contains("The API for operators").doesNotContain("\"409\"");
    assertThat(problem.status()).isEqualTo(200);
  }
}
