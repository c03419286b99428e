package io.streamgate.identity;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Limit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An identified viewer. Everything but the id comes from an access token or a back end, never from
 * the player.
 *
 * @param profile the person of the account who watches; null if not named
 * @param plan the name of the viewer's plan; null for the default
 * @param limit the viewer's own limit, which replaces the plan's; null if there is none
 * @param facts what else is known of the viewer, by name
 */
public record Viewer(
    ViewerId id,
    @Nullable String profile,
    @Nullable String plan,
    @Nullable Limit limit,
    Map<String, String> facts) {

  public Viewer {
    facts = Map.copyOf(facts);
  }

  /** A viewer of whom only the id is known. */
  public Viewer(ViewerId id) {
    this(id, null, null, null, Map.of());
  }
}
