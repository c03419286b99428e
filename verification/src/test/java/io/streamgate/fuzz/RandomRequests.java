package io.streamgate.fuzz;

import java.util.List;
import java.util.Random;

/**
 * Random bytes to send on one connection, determined by the seed: player requests with random
 * changes. A character is a byte. The last request asks the server to close the connection, if the
 * server recognises it as a request.
 */
final class RandomRequests {

  private static final String LAST =
      "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  private static final List<String> METHODS =
      List.of(
          "GET",
          "GET",
          "POST",
          "POST",
          "POST",
          "PATCH",
          "DELETE",
          "HEAD",
          "OPTIONS",
          "PUT",
          "TRACE",
          "CONNECT",
          "get",
          "PO ST",
          "\u0000",
          "X".repeat(300));
  private static final List<String> PATHS =
      List.of(
          "/api/v1/stream",
          "/api/v1/streams",
          "/api/v1/streams/",
          "/api/v1/streams/ID",
          "/api/v1/streams/ID/heartbeat",
          "/api/v1/streams/ID/end",
          "/health/ready",
          "/docs",
          "/docs/..%2f..%2fetc%2fpasswd",
          "/problems/stream-ended",
          "/problems/../x",
          "/openapi.yaml",
          "//",
          "*",
          "/%",
          "/%00",
          "/\u00e9",
          "/a b",
          "http://a/api/v1/streams",
          "/" + "a/".repeat(2000));
  private static final List<String> QUERIES =
      List.of(
          "",
          "",
          "",
          "?",
          "?status=active",
          "?status=%",
          "?page_size=0",
          "?page_size=999999999999",
          "?cursor=after-ID",
          "?cursor=after-%ff",
          "?a=1&a=2",
          "?status=all&status=all",
          "?%zz",
          "?" + "x".repeat(3000));
  private static final List<String> VIEWERS =
      List.of(
          "192.0.2.1",
          "192.0.2.1",
          "192.0.2.1",
          "::1",
          "01.2.3.4",
          "a",
          "",
          ",",
          "1.2.3.4:5",
          "fe80::1%eth0",
          "[::1]",
          "\u0000",
          "1.1.1.1, ".repeat(500) + "1.1.1.1");
  private static final List<String> HEADERS =
      List.of(
          "Content-Type: application/json",
          "Content-Type: application/json",
          "Content-Type: text/plain",
          "Content-Type: application/json; charset=utf-16",
          "Idempotency-Key: k",
          "Idempotency-Key: \u00ff",
          "Origin: https://evil.example",
          "Origin: null",
          "Expect: 100-continue",
          "Expect: tea",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip",
          "Transfer-Encoding: chunked, chunked",
          "Content-Length: 0",
          "Content-Length: -1",
          "Content-Length: 5, 5",
          "Content-Length: 0x5",
          "Host: b",
          "Connection: upgrade",
          "Upgrade: h2c",
          "Upgrade: websocket",
          "x-request-id: \u0001",
          "x-request-id: " + "r".repeat(500),
          " folded",
          ": empty",
          "no colon",
          "X: " + "y".repeat(20_000));
  private static final List<String> BODIES =
      List.of(
          "",
          "{}",
          "{\"video_name\":\"a\"}",
          "{\"video_ended\":true}",
          "{\"takeover\":\"oldest\"}",
          "{\"takeover\":[\"oldest\"]}",
          "{\"takeover\":[[[[[",
          "{\"device_id\":\"tv\",\"size\":1e400}",
          "{\"size\":" + "9".repeat(400) + "}",
          "[",
          "{\"a\":",
          "{\"attributes\":{\"a\":\"b\",\"a\":\"c\"}}",
          "null",
          "\"\\ud800\"",
          "{\"video_name\":\"\\ud800\"}",
          "{\"video_name\":\"\u00ff\u00fe\"}",
          "[".repeat(5000),
          "{\"a\":".repeat(3000),
          "\u0000",
          "{\"position_ms\":1,\"video_playing\":false}",
          "{\"video_start_time\":-1e99}",
          "x".repeat(17_000));

  private final Random random;
  private final String id;

  /** Requests about the stream {@code id}, and others. */
  RandomRequests(long seed, String id) {
    this.random = new Random(seed);
    this.id = id;
  }

  /** One to three random requests, and a closing one. */
  String next() {
    var all = new StringBuilder();
    for (var i = random.nextInt(3); i >= 0; i--) {
      all.append(request());
    }
    var text = all.toString();
    // nothing may follow a truncated request: the server would read it as the remainder
    return random.nextInt(40) == 0
        ? text.substring(0, 1 + random.nextInt(text.length() - 1))
        : text + LAST;
  }

  private String request() {
    var body = mutated(pick(BODIES));
    var request = new StringBuilder();
    request.append(pick(METHODS)).append(' ').append(pick(PATHS)).append(pick(QUERIES));
    request.append(random.nextInt(30) == 0 ? " HTTP/9.9\r\n" : " HTTP/1.1\r\n");
    request.append(random.nextInt(30) == 0 ? "" : "Host: a\r\n");
    request.append(random.nextInt(9) == 0 ? "" : "x-forwarded-for: " + pick(VIEWERS) + "\r\n");
    for (var i = random.nextInt(4); i > 0; i--) {
      request.append(pick(HEADERS)).append("\r\n");
    }
    switch (random.nextInt(6)) {
      case 0 -> request.append("\r\n");
      case 1 -> request.append("Transfer-Encoding: chunked\r\n\r\n").append(chunked(body));
      default ->
          request.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    }
    return request.toString().replace("ID", id);
  }

  private String chunked(String body) {
    var size = random.nextInt(20) == 0 ? "zz" : Integer.toHexString(body.length());
    return (body.isEmpty() ? "" : size + "\r\n" + body + "\r\n") + "0\r\n\r\n";
  }

  private String mutated(String text) {
    if (text.isEmpty() || random.nextInt(3) > 0) {
      return text;
    }
    var changed = new StringBuilder(text);
    for (var i = random.nextInt(3); i >= 0; i--) {
      changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(256));
    }
    return changed.toString();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
