package io.streamgate.bench.load;

/** An answer that makes a measurement worthless. */
public final class UnexpectedAnswer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** That answer, with what was expected. */
  public UnexpectedAnswer(String expected, Answer answer) {
    super("expected " + expected + ", not " + answer.text());
  }
}
