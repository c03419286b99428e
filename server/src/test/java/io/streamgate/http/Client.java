package io.streamgate.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends a player's requests to a local server. Immutable; shares one HTTP client. */
public record Client(int port, List<String> headers) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final AtomicInteger VIEWERS = new AtomicInteger();

  public Client {
    headers = List.copyOf(headers);
  }

  /** A client without identifying headers. */
  public static Client of(int port) {
    return new Client(port, List.of());
  }

  /** A client with a new viewer. */
  public Client asNewViewer() {
    var n = VIEWERS.incrementAndGet();
    return with("x-forwarded-for", "10.%d.%d.%d".formatted(n >> 16, (n >> 8) & 255, n & 255));
  }

  /** This client with an additional header. */
  public Client with(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Client(port, more);
  }

  public Reply get(String path) {
    return send("GET", path, "");
  }

  public Reply delete(String path) {
    return send("DELETE", path, "");
  }

  public Reply post(String path, String json) {
    return send("POST", path, json);
  }

  public Reply patch(String id, String json) {
    return send("PATCH", "/api/v1/streams/" + id, json);
  }

  public Reply start(String json) {
    return post("/api/v1/stream", json);
  }

  /** Starts a stream, which must be admitted, and returns its id. */
  public String started(String json) {
    var reply = start(json);
    if (reply.status() != 201) {
      throw new AssertionError("not admitted: " + reply);
    }
    return reply.text("/stream_id");
  }

  public Reply heartbeat(String id) {
    return post("/api/v1/streams/" + id + "/heartbeat", "");
  }

  public Reply show(String id) {
    return get("/api/v1/streams/" + id);
  }

  public Reply list(String query) {
    return get("/api/v1/streams" + query);
  }

  /** Sends JSON if there is a body and no other content type is set. */
  public Reply send(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (var i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    if (!body.isEmpty() && !headers.contains("content-type")) {
      request.header("content-type", "application/json");
    }
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
