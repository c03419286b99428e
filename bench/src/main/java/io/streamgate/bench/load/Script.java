package io.streamgate.bench.load;

/**
 * The requests of one connection, in order, and the checks of their responses. Used by the driver's
 * thread only.
 */
public interface Script {

  /** Returns the bytes of the next request, head and body. Called after the previous response. */
  byte[] next();

  /**
   * Takes the response to the last request. The response is valid during this call only.
   *
   * @throws UnexpectedAnswer if the response is not the expected one; the run then fails
   */
  void answered(Answer answer);
}
