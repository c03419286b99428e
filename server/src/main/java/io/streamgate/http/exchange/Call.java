package io.streamgate.http.exchange;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;

/**
 * A request as an endpoint sees it.
 *
 * @param variables what the path has where its template has a variable, by the variable's name
 * @param body at most {@value #MAX_BODY_BYTES} bytes, empty where there is none
 */
public record Call(Map<String, String> variables, HttpServerRequest request, Buffer body) {

  /** The longest body: every field at its longest fits. */
  public static final int MAX_BODY_BYTES = 16 * 1024;

  private static final boolean SEMICOLON_IS_A_CHARACTER = true;

  public Call {
    variables = Map.copyOf(variables);
  }

  /**
   * What the path has for that variable of the route's template: not empty, percent-decoded.
   *
   * @throws IllegalArgumentException where the template has no such variable
   */
  public String variable(String name) {
    var value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no variable " + name);
    }
    return value;
  }

  /** The values of every header line of that name, in order. */
  public List<String> header(String name) {
    return request.headers().getAll(name);
  }

  /** The values of every query parameter of that name, in order. */
  public List<String> query(String name) {
    return request.params(SEMICOLON_IS_A_CHARACTER).getAll(name);
  }

  /**
   * The names of all query parameters.
   *
   * @throws IllegalArgumentException where the query has an escape that is none
   */
  public List<String> queryNames() {
    return List.copyOf(request.params(SEMICOLON_IS_A_CHARACTER).names());
  }
}
