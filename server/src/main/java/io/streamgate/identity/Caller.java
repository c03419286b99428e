package io.streamgate.identity;

/**
 * The viewer of a call, what its request has shown, and the names of the request.
 *
 * @param requestId the request's id in the log, the response and the problem
 * @param traceId the id of the distributed trace that the request belongs to; empty if none
 */
public record Caller(Viewer viewer, Proof proof, String requestId, String traceId) {

  /** A viewer in person, whose request belongs to no trace. */
  public Caller(Viewer viewer, String requestId) {
    this(viewer, new Proof.OfViewer(null), requestId, "");
  }
}
