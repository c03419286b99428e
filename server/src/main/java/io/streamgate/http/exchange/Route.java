package io.streamgate.http.exchange;

import io.streamgate.identity.operator.Role;
import io.vertx.core.http.HttpMethod;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A method, the paths and the access of an endpoint, and the bodies it accepts. */
public record Route(HttpMethod method, Template template, Access access, Body body) {

  private static final Pattern OTHER_CHARSET =
      Pattern.compile(
          ";\\s*charset\\s*=\\s*(?!\"?(utf-?8|us-ascii)\"?\\s*(;|$))", Pattern.CASE_INSENSITIVE);

  /** The content types that a route accepts. A request without a body needs none. */
  public enum Body {
    /** {@code application/json}. */
    JSON("application/json, in UTF-8"),
    /** {@code application/json} or {@code application/merge-patch+json}. */
    PATCH("application/json or application/merge-patch+json, in UTF-8"),
    /** {@code application/json} or {@code text/plain}, the type of a beacon with text. */
    BEACON("application/json or text/plain, in UTF-8"),
    /** Any, in any encoding, and of any length. The body is ignored, but for a stream token. */
    IGNORED("anything"),
    /** A file of plans, which may be larger than the body of any other request. */
    PLANS("application/yaml, text/plain or application/json, in UTF-8");

    private static final int MOST_OF_PLANS = 256 * 1024;

    private final String accepted;

    Body(String accepted) {
      this.accepted = accepted;
    }

    /** The accepted types, for messages. */
    public String accepted() {
      return accepted;
    }

    /** The largest body. */
    public int mostBytes() {
      return this == PLANS ? MOST_OF_PLANS : Call.MAX_BODY_BYTES;
    }

    /** Whether a body with this {@code content-type} is accepted. */
    public boolean accepts(@Nullable String contentType) {
      return switch (this) {
        case JSON -> isUtf8(contentType, "application/json");
        case PATCH ->
            isUtf8(contentType, "application/json")
                || isUtf8(contentType, "application/merge-patch+json");
        case BEACON -> isUtf8(contentType, "application/json") || isUtf8(contentType, "text/plain");
        case IGNORED -> true;
        case PLANS ->
            isUtf8(contentType, "application/yaml")
                || isUtf8(contentType, "text/plain")
                || isUtf8(contentType, "application/json");
      };
    }

    private static boolean isUtf8(@Nullable String contentType, String mediaType) {
      if (contentType == null || contentType.indexOf(';') < 0) {
        return mediaType.equalsIgnoreCase(contentType);
      }
      return contentType.split(";", 2)[0].strip().equalsIgnoreCase(mediaType)
          && !OTHER_CHARSET.matcher(contentType).find();
    }
  }

  /** A route for viewers. */
  public static Route viewers(HttpMethod method, String template, ViewerEndpoint endpoint) {
    return viewers(method, template, endpoint, NamedStream.NONE);
  }

  /** A route for viewers that is about one of their streams. */
  public static Route viewers(
      HttpMethod method, String template, ViewerEndpoint endpoint, NamedStream stream) {
    var access = new Access.Viewers(endpoint, stream);
    return new Route(method, new Template(template), access, Body.JSON);
  }

  /** A route for operators with this role, or one that includes it. */
  public static Route operators(
      HttpMethod method, String template, Role atLeast, OperatorEndpoint endpoint) {
    var access = new Access.Operators(atLeast, endpoint);
    return new Route(method, new Template(template), access, Body.JSON);
  }

  /** A GET route for anyone. */
  public static Route open(String template, Endpoint endpoint) {
    return new Route(HttpMethod.GET, new Template(template), new Access.Open(endpoint), Body.JSON);
  }

  /** This route with other accepted bodies. */
  public Route with(Body other) {
    return new Route(method, template, access, other);
  }
}
