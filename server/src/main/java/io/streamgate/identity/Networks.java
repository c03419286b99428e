package io.streamgate.identity;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says from which network a request comes, in every identity mode. Thread-safe; no I/O. */
@FunctionalInterface
public interface Networks {

  /**
   * The IPv4 address of the client, or the network of its IPv6 address; empty if it is not known.
   *
   * @param headers as in {@link Request}
   * @param peer as in {@link Request}
   */
  String networkOf(Function<String, List<String>> headers, @Nullable String peer);
}
