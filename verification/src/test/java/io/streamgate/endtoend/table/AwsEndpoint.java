package io.streamgate.endtoend.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint on loopback that answers with what AWS documents, for what no engine can show: global
 * tables, roles, refused credentials. Keeps its requests. Any thread may use it.
 */
final class AwsEndpoint implements AutoCloseable {

  /** A request: the operation of DynamoDB, or the path if it is for another service. */
  record Call(String operation, Map<String, List<String>> headers, String body) {

    /** The first value of a header, or the empty text. */
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  /** A response of JSON or XML. */
  record Reply(int status, String body) {}

  private static final String TARGET = "X-amz-target";
  private static final int OK = 200;

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /** Starts an endpoint that answers by this function. */
  AwsEndpoint(Function<Call, Reply> answers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  /** DynamoDB with one table, of Streamgate's schema; {@code more} describes its replication. */
  static AwsEndpoint withTable(String more, String timeToLive) {
    return new AwsEndpoint(
        call ->
            new Reply(
                OK,
                switch (call.operation()) {
                  case "DescribeTable" ->
                      """
                      {"Table": {"TableStatus": "ACTIVE", %s
                        "AttributeDefinitions": [
                          {"AttributeName": "pk", "AttributeType": "S"},
                          {"AttributeName": "sk", "AttributeType": "S"}],
                        "KeySchema": [
                          {"AttributeName": "pk", "KeyType": "HASH"},
                          {"AttributeName": "sk", "KeyType": "RANGE"}]}}"""
                          .formatted(more);
                  case "DescribeTimeToLive" ->
                      """
                      {"TimeToLiveDescription": {"TimeToLiveStatus": "%s", "AttributeName": "ttl"}}"""
                          .formatted(timeToLive);
                  default -> "{}";
                }));
  }

  private void answer(HttpExchange exchange, Function<Call, Reply> answers) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var call = new Call(operation(exchange), Map.copyOf(exchange.getRequestHeaders()), body);
      calls.add(call);
      var reply = answers.apply(call);
      var bytes = reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String operation(HttpExchange exchange) {
    @Nullable String target = exchange.getRequestHeaders().getFirst(TARGET);
    return Objects.requireNonNullElseGet(target, () -> "." + exchange.getRequestURI().getPath())
        .replaceFirst(".*?\\.(?=[A-Za-z/]+$)", "");
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The requests so far. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
