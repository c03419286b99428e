package io.streamgate.http.edge;

/** Hears of each answered request. Called on an event loop, which it must not block. */
@FunctionalInterface
public interface RequestObserver {

  /**
   * Takes notice.
   *
   * @param route the template, or a word for what has none; few different ones
   * @param nanos from the request's headers to its answer
   */
  void answered(String method, String route, int status, long nanos);
}
