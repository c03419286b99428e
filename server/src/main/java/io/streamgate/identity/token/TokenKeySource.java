package io.streamgate.identity.token;

import org.jspecify.annotations.Nullable;

/** Where the keys of stream tokens come from. Thread-safe. */
@FunctionalInterface
public interface TokenKeySource {

  /** The keys; null as long as they cannot be read. Does not block. */
  @Nullable TokenKeys keys();
}
