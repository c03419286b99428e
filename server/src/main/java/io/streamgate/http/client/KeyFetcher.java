package io.streamgate.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Fetches short texts, such as the keys of an identity provider, without blocking. */
public final class KeyFetcher implements AutoCloseable {

  /** For the whole response, redirects included. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final int MOST_REDIRECTS = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpClient client;
  private final int maxBytes;

  /** Fetches texts of at most {@code maxBytes}. */
  public KeyFetcher(Vertx vertx, int maxBytes) {
    var millis = (int) TIMEOUT.toMillis();
    var options =
        new HttpClientOptions()
            .setConnectTimeout(millis)
            .setIdleTimeout(millis)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAlive(false);
    this.client = vertx.createHttpClient(options);
    this.maxBytes = maxBytes;
  }

  /**
   * The text at this URL. Fails if it is not there, too long or too slow. Follows redirects on the
   * same server only: another one is not the server that the operator trusts with the keys.
   */
  public CompletionStage<String> fetch(URI url) {
    return get(url, 0)
        .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .map(body -> body.toString(UTF_8))
        .toCompletionStage();
  }

  private Future<Buffer> get(URI url, int redirects) {
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(url.toString())
            .setTimeout(TIMEOUT.toMillis())
            .putHeader("accept", "application/jwk-set+json, application/json, */*");
    return client
        .request(request)
        .compose(ready -> ready.send())
        .compose(response -> received(response, url, redirects));
  }

  private Future<Buffer> received(HttpClientResponse response, URI url, int redirects) {
    var status = response.statusCode();
    if (status == 200) {
      return body(response);
    }
    abandon(response);
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
        ? get(target, redirects + 1)
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

  /** Reads no more of it. Without a handler, Vert.x would log the reset as an error. */
  private static void abandon(HttpClientResponse response) {
    response.exceptionHandler(_ -> {});
    response.request().reset();
  }

  private static Future<Buffer> failed(String why) {
    return Future.failedFuture(new IOException(why));
  }

  @Override
  public void close() {
    var _ = client.close();
  }
}
