package io.streamgate.http.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.streamgate.TestWorld;
import io.streamgate.identity.jwt.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The key endpoint of an identity provider, on a loopback address. */
public final class KeyServer implements AutoCloseable {

  /** Where the first keys always are, as the target of a redirect. */
  static final String MOVED = "/moved";

  private final HttpServer server;
  private final String firstKeys;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int status = 200;
  private volatile String body;
  private volatile Map<String, String> headers = Map.of();

  private KeyServer(HttpServer server, String body) {
    this.server = server;
    this.firstKeys = body;
    this.body = body;
  }

  /** Publishes the public parts of these keys. */
  public static KeyServer publishing(JWK... keys) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var publishing = new KeyServer(HttpServer.create(address, 0), Issuer.keySet(keys));
      publishing.server.createContext("/", publishing::answer);
      publishing.server.start();
      return publishing;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    if (exchange.getRequestURI().getPath().equals(MOVED)) {
      send(exchange, 200, firstKeys);
      return;
    }
    headers.forEach(exchange.getResponseHeaders()::set);
    send(exchange, status, body);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** The URL of the keys. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  /** The settings of a server that accepts tokens of {@link Issuer} with these keys. */
  public String[] settings() {
    return settings(url());
  }

  /** The settings of a server that accepts tokens of {@link Issuer} with the keys at this place. */
  public static String[] settings(String keys) {
    return new String[] {
      "STREAMGATE_IDENTITY=jwt",
      "STREAMGATE_JWT_KEYS=" + keys,
      "STREAMGATE_JWT_ISSUER=" + Issuer.NAME,
      "STREAMGATE_JWT_AUDIENCE=" + Issuer.AUDIENCE
    };
  }

  /** A token that is valid when the world of the tests begins. */
  public static String token(String viewer, String kid) {
    var claims = Issuer.claims(TestWorld.BEGIN);
    claims.put("sub", viewer);
    return Issuer.signed(claims, Issuer.rsa(kid));
  }

  /** Publishes these keys from now on. */
  void publish(JWK... keys) {
    body = Issuer.keySet(keys);
    status = 200;
  }

  /** Answers with this status from now on. */
  void answerWith(int code, String text, Map<String, String> more) {
    headers = more;
    body = text;
    status = code;
  }

  /** How many requests have arrived. */
  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
