package io.streamgate.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says, as far as it can tell whose it is.
 *
 * @param peer the address at the other end of the connection: a proxy's, mostly; null where the
 *     connection is gone already
 * @param path as the client wrote it
 */
public record Request(Headers headers, @Nullable String peer, String method, String path) {

  /** The header lines of a request. */
  @FunctionalInterface
  public interface Headers {

    /** The values of all lines of that name, in their order; empty if there is none. */
    List<String> all(String name);
  }
}
