package io.streamgate.http.exchange;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as an endpoint sees it.
 *
 * @param variables the values of the template's variables, by name
 * @param body at most {@link Route.Body#mostBytes} bytes, empty if the request has no body
 */
public record Call(Map<String, String> variables, HttpServerRequest request, Buffer body) {

  /** The largest body of most routes. Every field fits at its maximum length. */
  public static final int MAX_BODY_BYTES = 16 * 1024;

  private static final boolean SEMICOLON_IS_A_CHARACTER = true;

  public Call {
    variables = Map.copyOf(variables);
  }

  /**
   * The value of a path variable: not empty, percent-decoded.
   *
   * @throws IllegalArgumentException if the route's template has no such variable
   */
  public String variable(String name) {
    var value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no variable " + name);
    }
    return value;
  }

  /** The values of all header lines of this name, in order. */
  public List<String> header(String name) {
    return request.headers().getAll(name);
  }

  /** The address at the other end of the connection; null if it is already closed. */
  public @Nullable String peer() {
    var peer = request.remoteAddress();
    return peer == null ? null : peer.hostAddress();
  }

  /** The values of all query parameters of this name, in order. */
  public List<String> query(String name) {
    return request.params(SEMICOLON_IS_A_CHARACTER).getAll(name);
  }

  /**
   * The names of all query parameters.
   *
   * @throws IllegalArgumentException if the query has an invalid escape
   */
  public List<String> queryNames() {
    return List.copyOf(request.params(SEMICOLON_IS_A_CHARACTER).names());
  }
}
