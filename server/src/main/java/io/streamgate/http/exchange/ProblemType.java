package io.streamgate.http.exchange;

import java.util.Locale;

/**
 * Every problem that Streamgate answers with. Each has a page, {@code docs/problems/<name>.md},
 * which is served at its {@link #uri}.
 */
public enum ProblemType {
  INVALID_REQUEST(400, "The request is not one that Streamgate understands"),
  VIEWER_MISSING(400, "The request does not say who the viewer is"),
  VIEWER_INVALID(400, "What the request says of the viewer cannot be read"),
  ORIGIN_NOT_ALLOWED(403, "Pages of this origin may not change streams"),
  NOT_FOUND(404, "There is nothing at this address"),
  STREAM_NOT_FOUND(404, "This viewer has no such stream"),
  METHOD_NOT_ALLOWED(405, "This address does not take that method"),
  REQUEST_TIMEOUT(408, "The request did not arrive in time"),
  STREAM_LIMIT_REACHED(409, "The viewer is watching as many streams as allowed"),
  STREAM_ENDED(410, "The stream has ended"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is not of a type that this address takes"),
  TOO_MANY_STARTS(429, "The viewer starts streams too often"),
  HEADERS_TOO_LARGE(431, "The request's headers are too large"),
  INTERNAL_ERROR(500, "Streamgate has a fault"),
  OVERLOADED(503, "Streamgate has as much to do as it takes on"),
  STORE_UNAVAILABLE(503, "The store does not answer");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The status of every answer with this problem. */
  public int status() {
    return status;
  }

  /** One sentence, the same each time. */
  public String title() {
    return title;
  }

  /** The name in the URI and of the page: the constant's in lower case with hyphens. */
  public String pageName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the {@code type} member says, relative to this server. */
  public String uri() {
    return "/problems/" + pageName();
  }
}
