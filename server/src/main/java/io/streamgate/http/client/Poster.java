package io.streamgate.http.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Posts bodies to one server, without blocking. Follows no redirect, and ignores the content of
 * responses.
 */
public final class Poster implements AutoCloseable {

  /** A longer response costs its connection. */
  private static final int MOST_BYTES = 65_536;

  private final Vertx vertx;
  private final HttpClient client;
  private final long timeoutMs;

  /**
   * What the server answered.
   *
   * @param retryAfter the header of that name; null if there is none
   */
  public record Reply(int status, @Nullable String retryAfter) {}

  /**
   * Posts over at most {@code connections} at the same time.
   *
   * @param timeout for a whole exchange
   */
  public Poster(Vertx vertx, int connections, Duration timeout) {
    this.vertx = vertx;
    this.timeoutMs = timeout.toMillis();
    var options =
        new HttpClientOptions()
            .setConnectTimeout(Math.toIntExact(timeoutMs))
            .setIdleTimeout(Math.toIntExact(timeoutMs) * 2)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setMaxHeaderSize(MOST_BYTES)
            .setDecompressionSupported(false);
    this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(connections));
  }

  /** Posts a body. Fails if there is no response in time. */
  public CompletionStage<Reply> post(URI url, Map<String, String> headers, byte[] body) {
    var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url.toString());
    headers.forEach(options::putHeader);
    return client
        .request(options)
        .compose(request -> post(request, body))
        .timeout(timeoutMs, TimeUnit.MILLISECONDS)
        .toCompletionStage();
  }

  /** One deadline for the whole exchange: a slow server could send single bytes without end. */
  private Future<Reply> post(HttpClientRequest request, byte[] body) {
    var deadline = vertx.setTimer(timeoutMs, _ -> request.reset());
    return request
        .send(Buffer.buffer(body))
        .onFailure(_ -> vertx.cancelTimer(deadline))
        .map(response -> reply(response, deadline));
  }

  private Reply reply(HttpClientResponse response, long deadline) {
    // without a handler, Vert.x would log a reset as an error
    response.exceptionHandler(_ -> {});
    var left = new int[] {MOST_BYTES};
    response.handler(
        chunk -> {
          left[0] -= chunk.length();
          if (left[0] < 0) {
            var _ = response.request().reset();
          }
        });
    response.end().onComplete(_ -> vertx.cancelTimer(deadline));
    return new Reply(response.statusCode(), response.getHeader("retry-after"));
  }

  @Override
  public void close() {
    var _ = client.close();
  }
}
