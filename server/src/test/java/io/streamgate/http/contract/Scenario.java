package io.streamgate.http.contract;

import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import io.streamgate.http.contract.Contract.Operation;
import java.util.Map;

/**
 * Provokes a given response of an operation.
 *
 * <p>Errors of the edge's rules are provoked in the same way for every operation; each of the
 * others needs its own scenario.
 */
final class Scenario {

  private static final String NEVER = "1k84sr29q47DEQp2RTJRjt7WqOhRQ_F";
  private static final Map<String, String> BODIES =
      Map.of(
          "startStream",
          """
          {"video_name":"Alien","codec_info":"h264","file_type":"mp4","size":9223372036854775807,
           "src":"https://cdn.example/a","framerate":"29.97","video_playing":false,
           "video_start_time":1772366400000,"video_end_time":"2026-03-01T14:00:00+01:00",
           "device_id":"tv-1","device_name":"Living room","device_type":"tv","content_id":"c-1",
           "content_type":"vod","takeover":"oldest","attributes":{"profile":"kids"}}\
          """,
          "amendStream",
          """
          {"video_name":null,"size":1.5,"content_type":null,"attributes":{"a":"b","c":null}}\
          """,
          "heartbeat",
          """
          {"video_playing":true,"position_ms":999999999999999,"returned":true,"stream_token":"a"}\
          """,
          "leave",
          """
          {"expires_at":"2026-11-23T18:01:30Z","stream_token":"a"}\
          """);

  private final Servers servers;
  private final Operation operation;

  Scenario(Servers servers, Operation operation) {
    this.servers = servers;
    this.operation = operation;
  }

  /** A body with every field of the operation; empty if it has no body. */
  static String bodyOf(Operation operation) {
    return BODIES.getOrDefault(operation.id(), "");
  }

  /** A body without which the operation fails; empty if it needs none. */
  private String neededBody() {
    return operation.id().equals("leave") ? bodyOf(operation) : "";
  }

  /** The response with that status. */
  Reply reply(String status) {
    return switch (status) {
      case "200", "201", "204" -> success(status);
      case "304" -> send(viewer().with("if-none-match", "*"), path(""), "");
      case "400" -> send(Client.of(servers.sound().port()), path(NEVER), "");
      case "401" -> send(Client.of(servers.withoutKeys().port()), path(NEVER), neededBody());
      case "403" ->
          send(viewer().with("origin", "https://evil.example"), path(NEVER), neededBody());
      case "404" -> send(viewer(), path(NEVER), neededBody());
      case "405" -> viewer().send("PUT", path(NEVER), "");
      case "408" -> RawReply.to(servers.impatient().port(), requestLine() + "Host: a\r\n");
      case "409" -> limitReached();
      case "410" -> gone();
      case "413" -> RawReply.to(servers.sound().port(), head() + "Content-Length: 20000\r\n\r\n");
      case "415" -> send(viewer().with("content-type", "text/csv"), path(NEVER), "hello");
      case "417" -> RawReply.first(servers.sound().port(), head() + "Expect: 200-ok\r\n\r\n");
      case "421" ->
          RawReply.first(servers.sound().port(), requestLine() + "Host: evil.example\r\n\r\n");
      case "422" -> keyReused();
      case "429" -> tooMany();
      case "431" ->
          RawReply.to(servers.sound().port(), head() + "X: " + "x".repeat(20_000) + "\r\n\r\n");
      case "500" ->
          send(Client.of(servers.faulty().port()).asNewViewer(), path(NEVER), neededBody());
      case "503" ->
          send(Client.of(servers.failing().port()).asNewViewer(), path(NEVER), neededBody());
      case "505" ->
          RawReply.to(servers.sound().port(), requestLine().replace("1.1", "2.0") + "\r\n");
      default -> throw new AssertionError("no scenario for a " + status + " of " + operation);
    };
  }

  private Client viewer() {
    return Client.of(servers.sound().port()).asNewViewer();
  }

  private Reply success(String status) {
    var me = viewer();
    return switch (operation.id()) {
      case "startStream" -> {
        var keyed = me.with("idempotency-key", "k");
        var first = send(keyed, path(""), bodyOf(operation));
        yield status.equals("201") ? first : send(keyed, path(""), bodyOf(operation));
      }
      case "listStreams" -> {
        me.started(BODIES.getOrDefault("startStream", ""));
        me.delete("/api/v1/streams/" + me.started("{}"));
        me.started("{}");
        yield me.list("?status=all&page_size=2");
      }
      default ->
          send(
              me,
              path(operation.template().startsWith("/api/") ? me.started("{}") : ""),
              bodyOf(operation));
    };
  }

  private Reply limitReached() {
    var me = viewer();
    me.started(bodyOf(operation));
    me.started("{}");
    me.started("{}");
    return me.start("{}");
  }

  private Reply gone() {
    var me = viewer().with("idempotency-key", "k");
    var id = me.started("{\"device_id\":\"tv\"}");
    if (operation.id().equals("startStream")) {
      me.delete("/api/v1/streams/" + id);
      return me.start("{\"device_id\":\"tv\"}");
    }
    var other = new Client(me.port(), me.headers().subList(0, 2));
    other.started("{\"device_id\":\"tv\",\"device_name\":\"TV\",\"video_name\":\"Brazil\"}");
    return send(other, path(id), neededBody());
  }

  private Reply keyReused() {
    var me = viewer().with("idempotency-key", "k");
    me.started(bodyOf(operation));
    return me.start(bodyOf(operation).replace("Alien", "Brazil"));
  }

  private Reply tooMany() {
    var me = viewer();
    if (operation.id().equals("amendStream")) {
      var id = me.started("{}");
      for (var change = 0; change < 9; change++) {
        me.patch(id, "{}");
      }
      return me.patch(id, "{}");
    }
    for (var start = 0; start < 9; start++) {
      me.start("{}");
    }
    return me.start("{}");
  }

  private Reply send(Client client, String path, String body) {
    return client.send(operation.method(), path, body);
  }

  private String path(String id) {
    return switch (operation.id()) {
      case "showPartOfDocs" -> "/docs/" + (id.isEmpty() ? "swagger-ui.css" : id);
      case "showProblem" -> "/problems/" + (id.isEmpty() ? "stream-ended" : id);
      default -> operation.template().replace("{id}", id);
    };
  }

  private String requestLine() {
    return operation.method() + " " + path(NEVER) + " HTTP/1.1\r\n";
  }

  private String head() {
    return requestLine()
        + "Host: a\r\nx-forwarded-for: 192.0.2.9\r\nContent-Type: application/json\r\n";
  }
}
