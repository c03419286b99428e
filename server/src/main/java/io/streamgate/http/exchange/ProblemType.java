package io.streamgate.http.exchange;

import java.util.Locale;

/** The problems. Each has a page, {@code docs/problems/<name>.md}, served at its {@link #uri}. */
public enum ProblemType {
  INVALID_REQUEST(400, "Invalid request"),
  VIEWER_MISSING(400, "Viewer address missing"),
  VIEWER_INVALID(400, "Invalid viewer"),
  TOKEN_MISSING(401, "Credentials missing"),
  TOKEN_INVALID(401, "Credentials not valid"),
  ORIGIN_NOT_ALLOWED(403, "Origin not allowed"),
  ROLE_TOO_SMALL(403, "Role too small"),
  NOT_FOUND(404, "URL not found"),
  STREAM_NOT_FOUND(404, "Stream not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  REQUEST_TIMEOUT(408, "Request timed out"),
  STREAM_LIMIT_REACHED(409, "Stream limit reached"),
  RULE_REACHED(409, "Rule reached"),
  STREAM_ENDED(410, "Stream ended"),
  BODY_TOO_LARGE(413, "Request body too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  EXPECTATION_FAILED(417, "Expectation failed"),
  HOST_NOT_ALLOWED(421, "Host not allowed"),
  IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused"),
  TOO_MANY_STARTS(429, "Too many starts"),
  TOO_MANY_CHANGES(429, "Too many changes"),
  TOO_MANY_ATTEMPTS(429, "Too many attempts"),
  HEADERS_TOO_LARGE(431, "Request headers too large"),
  INTERNAL_ERROR(500, "Internal error"),
  IDENTITY_UNAVAILABLE(503, "Credentials cannot be checked"),
  OVERLOADED(503, "Server at capacity"),
  STORE_UNAVAILABLE(503, "Store unavailable"),
  HTTP_VERSION_NOT_SUPPORTED(505, "HTTP version not supported");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** A short title, always the same. */
  public String title() {
    return title;
  }

  /** The name in the URI and of the page: the constant's name in lower case with hyphens. */
  public String pageName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The {@code type} member, relative to this server. */
  public String uri() {
    return "/problems/" + pageName();
  }
}
