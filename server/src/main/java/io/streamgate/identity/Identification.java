package io.streamgate.identity;

import java.time.Duration;

/**
 * The viewer of a request, or why there is none.
 *
 * <p>Each {@code detail} is for the caller and the operator: what was found, what is needed, which
 * setting to check. It quotes at most 64 printable ASCII characters of the request, and nothing of
 * a credential.
 */
public sealed interface Identification {

  /** The viewer is known, by {@code proof}. */
  record Known(Viewer viewer, Proof proof) implements Identification {

    /** A viewer in person, without a stream token. */
    public Known(Viewer viewer) {
      this(viewer, new Proof.OfViewer(null));
    }
  }

  /** The viewer is not known. */
  sealed interface NotKnown extends Identification {

    /** For the caller and the operator. */
    String detail();
  }

  /** The request does not name a viewer. */
  record Missing(String detail) implements NotKnown {}

  /** The request names the viewer in a way that is not valid. */
  record Invalid(String detail) implements NotKnown {}

  /** The request needs a credential, and has none or one that does not verify. */
  record Unauthorized(Credential credential, String detail) implements NotKnown {

    /** What is wrong with the credential. */
    public enum Credential {
      MISSING,
      INVALID
    }
  }

  /** The credential cannot be checked at present; retry after {@code retryAfter}. */
  record Unavailable(String detail, Duration retryAfter) implements NotKnown {}
}
