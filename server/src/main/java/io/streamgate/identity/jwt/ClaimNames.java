package io.streamgate.identity.jwt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of the claims that describe a viewer.
 *
 * @param profile null if tokens have none, as with the others
 */
public record ClaimNames(
    String viewer,
    @Nullable String profile,
    @Nullable String plan,
    @Nullable String limit,
    List<String> facts) {

  public ClaimNames {
    facts = List.copyOf(facts);
  }
}
