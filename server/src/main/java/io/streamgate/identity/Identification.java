package io.streamgate.identity;

/** Who a request comes from, or why that cannot be told. */
public sealed interface Identification {

  /** The request is this viewer's. */
  record Known(Viewer viewer) implements Identification {}

  /**
   * The request does not say whose it is.
   *
   * @param detail a sentence for the caller and the operator: what was seen, what is needed, which
   *     setting to look at
   */
  record Missing(String detail) implements Identification {}

  /**
   * The request says it in a way that cannot be read.
   *
   * @param detail as for {@link Missing}; quotes at most 64 printable ASCII characters of the
   *     request
   */
  record Invalid(String detail) implements Identification {}
}
