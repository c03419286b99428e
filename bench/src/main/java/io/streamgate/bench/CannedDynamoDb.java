package io.streamgate.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Answers as DynamoDB does, always the same and as cheaply as possible: what is left to measure is
 * the client. It belongs into a process of its own, whose CPU is not the client's:
 *
 * <pre>java -cp bench/target/bench.jar io.streamgate.bench.CannedDynamoDb [updated [got]]</pre>
 *
 * <p>prints the port, and ends when its standard input does. It knows no errors and keeps nothing;
 * every operation but {@code GetItem} is answered like {@code UpdateItem}. One event loop.
 */
public final class CannedDynamoDb implements AutoCloseable {

  private static final CharSequence JSON =
      HttpHeaders.createOptimized("application/x-amz-json-1.0");
  private static final CharSequence CHECKSUM = HttpHeaders.createOptimized("x-amz-crc32");
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-requestid");
  private static final CharSequence TARGET = HttpHeaders.createOptimized("x-amz-target");

  /** The length of DynamoDB's own. */
  private static final CharSequence SOME_ID = HttpHeaders.createOptimized("0".repeat(52));

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private final Canned updated;
  private final Canned got;
  private final HttpServer server;

  /** By the event loop only, once the server listens. */
  private CharSequence date = now();

  /**
   * Listens on a free port.
   *
   * @param updated the body of the answer to each {@code UpdateItem}
   * @param got the body of the answer to each {@code GetItem}
   */
  public CannedDynamoDb(String updated, String got) {
    this.updated = Canned.of(updated);
    this.got = Canned.of(got);
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .requestHandler(request -> request.endHandler(_ -> answer(request)));
    server.listen(0, "127.0.0.1").await();
    vertx.setPeriodic(1000, _ -> date = now());
  }

  private record Canned(Buffer body, CharSequence length, CharSequence checksum) {

    static Canned of(String json) {
      var bytes = json.getBytes(StandardCharsets.UTF_8);
      var sum = new CRC32();
      sum.update(bytes);
      return new Canned(
          Buffer.buffer(bytes),
          HttpHeaders.createOptimized(Integer.toString(bytes.length)),
          HttpHeaders.createOptimized(Long.toString(sum.getValue())));
    }
  }

  /** Where a client finds it. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private void answer(HttpServerRequest request) {
    var target = request.headers().get(TARGET);
    var canned = target != null && target.endsWith(".GetItem") ? got : updated;
    var response = request.response();
    response
        .headers()
        .set(HttpHeaders.DATE, date)
        .set(HttpHeaders.CONTENT_TYPE, JSON)
        .set(HttpHeaders.CONTENT_LENGTH, canned.length())
        .set(REQUEST_ID, SOME_ID)
        .set(CHECKSUM, canned.checksum());
    response.end(canned.body());
  }

  private static CharSequence now() {
    return HttpHeaders.createOptimized(HTTP_DATE.format(Clock.systemUTC().instant()));
  }

  /** See the class: the bodies are {@code {}} where none are given. */
  public static void main(String[] bodies) throws IOException {
    var updated = bodies.length > 0 ? bodies[0] : "{}";
    try (var server = new CannedDynamoDb(updated, bodies.length > 1 ? bodies[1] : "{}")) {
      System.out.println(server.port());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
