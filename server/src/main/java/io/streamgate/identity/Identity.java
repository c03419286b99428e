package io.streamgate.identity;

import java.util.List;

/** Tells whose a request is. Implementations are immutable and safe for any thread. */
public interface Identity {

  /**
   * Finds the viewer.
   *
   * @param forwardedForLines the values of all {@code x-forwarded-for} lines in their order, empty
   *     if there is none; never trusted beyond the last proxies
   */
  Identification identify(List<String> forwardedForLines);
}
