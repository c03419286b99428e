package io.streamgate.identity.token;

import java.util.List;
import java.util.Optional;

/**
 * The keys of stream tokens: the first signs, all verify. While keys are replaced, nodes have
 * different lists.
 *
 * @param keys at least one; each id once
 */
public record TokenKeys(List<TokenKey> keys) {

  public TokenKeys {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || keys.stream().map(TokenKey::id).distinct().count() < keys.size()) {
      throw new IllegalArgumentException("one key or more is required, and each id once: " + keys);
    }
  }

  /** The key that signs. */
  TokenKey signing() {
    return keys.getFirst();
  }

  /** The key with that id. */
  Optional<TokenKey> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
