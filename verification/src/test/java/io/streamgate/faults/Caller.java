package io.streamgate.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A DynamoDB client that never retries. Closing it closes its connections. */
final class Caller implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Longer than any test waits, because a timeout would look like a closed connection. */
  private static final Duration FOREVER = Duration.ofMinutes(2);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;

  Caller(URI uri) {
    this.uri = uri;
  }

  /** Sends a request. Fails with the client's own exception if there is no response. */
  CompletableFuture<HttpResponse<String>> ask(String operation, String body) {
    return ask(operation, body, FOREVER);
  }

  /** Sends a request. After {@code patience}, closes the connection and fails. */
  CompletableFuture<HttpResponse<String>> ask(String operation, String body, Duration patience) {
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(patience)
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("X-Amz-Date", "20261123T180000Z")
            .header("Authorization", "AWS4-HMAC-SHA256 Credential=a, Signature=b")
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }

  /** The response to an {@code UpdateItem}; fails if there is none. */
  HttpResponse<String> answer(String body) {
    try {
      return ask("UpdateItem", body).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Why there is no response, once the client knows that there will be none. */
  static Throwable failure(CompletableFuture<HttpResponse<String>> call) {
    try {
      throw new AssertionError(
          "unexpected response: " + call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body());
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
