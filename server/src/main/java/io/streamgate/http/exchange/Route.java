package io.streamgate.http.exchange;

import io.vertx.core.http.HttpMethod;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where an endpoint is found and what a request for it must have. */
public record Route(HttpMethod method, Template template, Access access, Body body) {

  private static final Pattern OTHER_CHARSET =
      Pattern.compile(
          ";\\s*charset\\s*=\\s*(?!\"?(utf-?8|us-ascii)\"?\\s*(;|$))", Pattern.CASE_INSENSITIVE);

  /** What a request's body must be, if it has one. */
  public enum Body {
    /** {@code application/json}. */
    JSON("application/json, in UTF-8"),
    /** {@code application/json} or {@code application/merge-patch+json}. */
    PATCH("application/json or application/merge-patch+json, in UTF-8"),
    /** Anything: it is not read. */
    IGNORED("anything");

    private final String accepted;

    Body(String accepted) {
      this.accepted = accepted;
    }

    /** What is accepted, in a sentence. */
    public String accepted() {
      return accepted;
    }

    /** Whether a body of that type is accepted. */
    public boolean accepts(@Nullable String contentType) {
      return switch (this) {
        case JSON -> isUtf8(contentType, "application/json");
        case PATCH ->
            isUtf8(contentType, "application/json")
                || isUtf8(contentType, "application/merge-patch+json");
        case IGNORED -> true;
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
    return new Route(method, new Template(template), new Access.Viewers(endpoint), Body.JSON);
  }

  /** A page for everybody. */
  public static Route open(String template, Endpoint endpoint) {
    return new Route(HttpMethod.GET, new Template(template), new Access.Open(endpoint), Body.JSON);
  }

  /** This route with another rule for the body. */
  public Route with(Body other) {
    return new Route(method, template, access, other);
  }
}
