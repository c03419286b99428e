package io.streamgate.identity;

/**
 * The viewer of a call, and the names of its request.
 *
 * @param requestId the request's id in the log, the response and the problem
 * @param traceId the id of the distributed trace that the request belongs to; empty if none
 */
public record Caller(Viewer viewer, String requestId, String traceId) {

  /** A caller whose request belongs to no trace. */
  public Caller(Viewer viewer, String requestId) {
    this(viewer, requestId, "");
  }
}
