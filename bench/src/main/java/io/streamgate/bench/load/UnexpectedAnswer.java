package io.streamgate.bench.load;

/** Thrown for a response that invalidates the measurement. */
public final class UnexpectedAnswer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names the expected and the actual response. */
  public UnexpectedAnswer(String expected, Answer answer) {
    super("expected " + expected + ", not " + answer.text());
  }
}
