package io.streamgate.faults;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An engine that stores nothing. It records its requests, and answers the n-th with {@code
 * {"Attributes":{"n":{"N":"n"}}}}, which the SDK can parse.
 */
final class CannedEngine implements AutoCloseable {

  /**
   * A received request.
   *
   * @param atNanos when, by {@link System#nanoTime}
   */
  record Applied(String path, Headers headers, String body, long atNanos) {}

  private final List<Applied> applied = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  CannedEngine() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::apply);
    server.start();
  }

  static String answer(int n) {
    return "{\"Attributes\":{\"n\":{\"N\":\"%d\"}}}".formatted(n);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Applied> applied() {
    return List.copyOf(applied);
  }

  private void apply(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var answer = answer(note(exchange, body)).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
      exchange.getResponseHeaders().add("x-amzn-requestid", "REQUEST");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private synchronized int note(HttpExchange exchange, String body) {
    var path = exchange.getRequestURI().toString();
    applied.add(new Applied(path, exchange.getRequestHeaders(), body, System.nanoTime()));
    return applied.size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
