package io.streamgate.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fetches short texts, such as the keys of an identity provider, without blocking. */
public final class KeyFetcher implements AutoCloseable {

  /** For the whole response, redirects included. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final int MOST_REDIRECTS = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private static final Set<Integer> NOT_THERE = Set.of(404, 410);

  private final HttpClient client;
  private final int maxBytes;
  private final Duration deadline;

  /** Fetches texts of at most {@code maxBytes}. */
  public KeyFetcher(Vertx vertx, int maxBytes) {
    this(vertx, maxBytes, TIMEOUT);
  }

  KeyFetcher(Vertx vertx, int maxBytes, Duration deadline) {
    var millis = (int) TIMEOUT.toMillis();
    var options =
        new HttpClientOptions()
            .setConnectTimeout(millis)
            .setIdleTimeout(millis)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAlive(false);
    this.client = vertx.createHttpClient(options);
    this.maxBytes = maxBytes;
    this.deadline = deadline;
  }

  /**
   * The text at this URL. Fails if it is too long or too slow, and with {@link
   * FileNotFoundException} if the server answers that there is none (404, 410). Follows redirects
   * on the same server only: another one is not the server that the operator trusts with the keys.
   */
  public CompletionStage<String> fetch(URI url) {
    var transfer = new Transfer();
    return get(url, 0, transfer)
        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(_ -> transfer.stop())
        .map(body -> body.toString(UTF_8))
        .toCompletionStage();
  }

  private Future<Buffer> get(URI url, int redirects, Transfer transfer) {
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(url.toString())
            .setTimeout(TIMEOUT.toMillis())
            .putHeader("accept", "application/jwk-set+json, application/json, */*");
    return client
        .request(request)
        .compose(ready -> transfer.begin(ready) ? ready.send() : failed("the server is too slow"))
        .compose(response -> received(response, url, redirects, transfer));
  }

  private Future<Buffer> received(
      HttpClientResponse response, URI url, int redirects, Transfer transfer) {
    // without a handler, Vert.x would log a reset as an error
    response.exceptionHandler(_ -> {});
    var status = response.statusCode();
    if (status == 200) {
      return body(response);
    }
    abandon(response);
    if (NOT_THERE.contains(status)) {
      return Future.failedFuture(new FileNotFoundException("the server answered " + status));
    }
    var location = response.getHeader("location");
    if (!REDIRECTS.contains(status) || location == null) {
      return failed("the server answered " + status);
    }
    if (redirects == MOST_REDIRECTS) {
      return failed("the server redirects more than %d times".formatted(MOST_REDIRECTS));
    }
    URI target;
    try {
      target = url.resolve(location);
    } catch (IllegalArgumentException malformed) {
      return failed("the server redirects to a malformed URL");
    }
    return isSameServer(url, target)
        ? get(target, redirects + 1, transfer)
        : failed("the server redirects to another one");
  }

  private static boolean isSameServer(URI one, URI other) {
    return Objects.equals(one.getScheme(), other.getScheme())
        && Objects.equals(one.getAuthority(), other.getAuthority());
  }

  private Future<Buffer> body(HttpClientResponse response) {
    var body = Buffer.buffer();
    response.handler(
        chunk -> {
          body.appendBuffer(chunk);
          if (body.length() > maxBytes) {
            abandon(response);
          }
        });
    return response
        .end()
        .transform(
            ended ->
                body.length() > maxBytes
                    ? failed("the response is longer than %d bytes".formatted(maxBytes))
                    : ended.succeeded()
                        ? Future.succeededFuture(body)
                        : Future.failedFuture(ended.cause()));
  }

  /** Reads no more of it. */
  private static void abandon(HttpClientResponse response) {
    response.request().reset();
  }

  private static <T> Future<T> failed(String why) {
    return Future.failedFuture(new IOException(why));
  }

  /** The requests of one fetch, one after another. One that is stopped keeps no connection. */
  private static final class Transfer {
    private @Nullable HttpClientRequest request; // guarded by this, as isStopped
    private boolean isStopped;

    /** Whether the request may be sent. */
    synchronized boolean begin(HttpClientRequest next) {
      request = next;
      if (isStopped) {
        var _ = next.reset();
      }
      return !isStopped;
    }

    synchronized void stop() {
      isStopped = true;
      if (request != null) {
        var _ = request.reset();
      }
    }
  }

  @Override
  public void close() {
    var _ = client.close();
  }
}
