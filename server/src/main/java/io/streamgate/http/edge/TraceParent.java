package io.streamgate.http.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * The place of a request in a distributed trace: the header {@code traceparent} of W3C Trace
 * Context, version 00.
 *
 * @param header as received; empty if the request belongs to no trace
 */
record TraceParent(String header) {

  static final CharSequence NAME = HttpHeaders.createOptimized("traceparent");

  private static final TraceParent NONE = new TraceParent("");
  private static final Pattern VALID =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int TRACE_ID_START = 3;
  private static final int TRACE_ID_END = 35;

  /** That of {@code request}. An invalid header counts as none, as do two of them. */
  static TraceParent of(HttpServerRequest request) {
    var header = request.getHeader(NAME);
    return header != null
            && VALID.matcher(header).matches()
            && request.headers().getAll(NAME).size() == 1
        ? new TraceParent(header)
        : NONE;
  }

  boolean isPresent() {
    return !header.isEmpty();
  }

  /** The id of the trace; empty if the request belongs to none. */
  String traceId() {
    return isPresent() ? header.substring(TRACE_ID_START, TRACE_ID_END) : "";
  }
}
