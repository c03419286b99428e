package io.streamgate.endtoend.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A viewer's request.
 *
 * @param headers more header lines, without line ends
 * @param body JSON, or empty
 */
public record Request(
    String method, String path, String viewer, List<String> headers, String body) {

  private static final AtomicInteger VIEWERS = new AtomicInteger();

  public Request {
    headers = List.copyOf(headers);
  }

  /** An unused address. */
  public static String freshViewer() {
    var n = VIEWERS.incrementAndGet();
    return "10.%d.%d.%d".formatted(n >> 16, (n >> 8) & 255, n & 255);
  }

  /** A start with that body. */
  public static Request start(String viewer, String json) {
    return new Request("POST", "/api/v1/stream", viewer, List.of(), json);
  }

  /** A start with {@code key} as its key and as the video name. */
  public static Request startWithKey(String viewer, String key) {
    return new Request(
        "POST",
        "/api/v1/stream",
        viewer,
        List.of("idempotency-key: " + key),
        "{\"video_name\":\"" + key + "\"}");
  }

  /** An end. */
  public static Request end(String viewer, String id) {
    return new Request("DELETE", "/api/v1/streams/" + id, viewer, List.of(), "");
  }

  /** A change of a stream. */
  public static Request change(String viewer, String id, String json) {
    return new Request("PATCH", "/api/v1/streams/" + id, viewer, List.of(), json);
  }

  /** A heartbeat. */
  public static Request heartbeat(String viewer, String id) {
    return new Request("POST", "/api/v1/streams/" + id + "/heartbeat", viewer, List.of(), "");
  }

  /** Reads one stream. */
  public static Request show(String viewer, String id) {
    return get(viewer, "/api/v1/streams/" + id);
  }

  /** The viewer's streams; {@code query} begins with a question mark or is empty. */
  public static Request list(String viewer, String query) {
    return get(viewer, "/api/v1/streams" + query);
  }

  /** A GET request of any path. */
  public static Request get(String viewer, String path) {
    return new Request("GET", path, viewer, List.of(), "");
  }

  byte[] bytes() {
    var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nhost: localhost\r\n");
    text.append("x-forwarded-for: ").append(viewer).append("\r\n");
    headers.forEach(header -> text.append(header).append("\r\n"));
    if (!method.equals("GET")) {
      text.append("content-length: ").append(body.length()).append("\r\n");
    }
    if (!body.isEmpty()) {
      text.append("content-type: application/json\r\n");
    }
    return text.append("\r\n").append(body).toString().getBytes(UTF_8);
  }
}
