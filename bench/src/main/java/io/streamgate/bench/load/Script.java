package io.streamgate.bench.load;

/**
 * What one connection asks, one request after the other, and what its answers must be. Used by the
 * driver's thread alone.
 */
public interface Script {

  /** The bytes of the next request, head and body. It is asked for once the last was answered. */
  byte[] next();

  /**
   * Takes the answer to it, which is valid during this call only.
   *
   * @throws UnexpectedAnswer if it is not what was to be expected; the run then fails
   */
  void answered(Answer answer);
}
