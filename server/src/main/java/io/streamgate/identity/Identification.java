package io.streamgate.identity;

/** The viewer of a request, or why there is none. */
public sealed interface Identification {

  /** The viewer is known. */
  record Known(Viewer viewer) implements Identification {}

  /**
   * The request does not name a viewer.
   *
   * @param detail for the caller and the operator: what was found, what is needed, which setting to
   *     check
   */
  record Missing(String detail) implements Identification {}

  /**
   * The request names the viewer in a way that is not valid.
   *
   * @param detail as for {@link Missing}; quotes at most 64 printable ASCII characters of the
   *     request
   */
  record Invalid(String detail) implements Identification {}
}
