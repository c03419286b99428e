package io.streamgate.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fetches from servers that answer in other ways than they should. */
@Timeout(60)
final class KeyFetcherTest {

  private static final Duration DEADLINE = Duration.ofSeconds(2);

  /** As many as Vert.x opens to one server. */
  private static final int CONNECTIONS = 5;

  private final Vertx vertx = Vertx.vertx();
  private final KeyFetcher fetcher = new KeyFetcher(vertx, 1_000_000, DEADLINE);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/keys", exchange -> send(exchange, 200));
    server.createContext("/drip", this::drip);
    for (var status : new int[] {404, 410, 500}) {
      server.createContext("/" + status, exchange -> send(exchange, status));
    }
    server.start();
  }

  @AfterEach
  void stop() {
    stopped.countDown();
    server.stop(0);
    threads.shutdownNow();
    fetcher.close();
    var _ = vertx.close();
  }

  private static void send(HttpExchange exchange, int status) throws IOException {
    var body = "keys".getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** A byte now and then, so that the connection is never idle. */
  private void drip(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      var body = exchange.getResponseBody();
      while (!stopped.await(50, TimeUnit.MILLISECONDS)) {
        body.write(' ');
        body.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<String> fetch(String path) {
    var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    return fetcher.fetch(URI.create(url)).toCompletableFuture();
  }

  @Test
  void aServerThatDripsOccupiesNoConnectionBeyondTheDeadline() {
    var slow = Stream.generate(() -> fetch("drip")).limit(CONNECTIONS).toList();

    assertThat(slow).allSatisfy(one -> assertThat(one).failsWithin(Duration.ofSeconds(20)));
    assertThat(fetch("keys")).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("keys");
  }

  @Test
  void whatIsNotThereIsToldFromOtherFailures() {
    for (var path : new String[] {"404", "410"}) {
      assertThat(fetch(path))
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(FileNotFoundException.class)
          .withMessage("the server answered " + path);
    }
    assertThat(fetch("500"))
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .havingCause()
        .isNotInstanceOf(FileNotFoundException.class)
        .withMessage("the server answered 500");
  }
}
