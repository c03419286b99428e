package io.streamgate.identity.jwt;

import io.streamgate.identity.Facts;
import io.streamgate.identity.OwnLimit;
import io.streamgate.identity.Viewer;
import io.streamgate.identity.ViewerNames;
import io.streamgate.lease.rule.Limit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Reads the viewer from the claims of a verified token. Thread-safe. */
public final class ViewerClaims implements TokenClaims<Viewer> {

  private final ClaimNames names;
  private final LongAdder unusableLimits = new LongAdder();

  /** Reads the claims with these names. */
  public ViewerClaims(ClaimNames names) {
    this.names = names;
  }

  @Override
  public @Nullable Viewer read(Map<String, Object> token) {
    var name = text(token.get(names.viewer()));
    if (name == null || name.isEmpty()) {
      return null;
    }
    return new Viewer(
        ViewerNames.idOf(name),
        label(token, names.profile()),
        label(token, names.plan()),
        limit(token, names.limit()),
        facts(token));
  }

  @Override
  public String missing() {
    var missing =
        "the access token has no claim %s that is text or a whole number".formatted(names.viewer());
    return names.viewer().equals("sub")
        ? missing + "; with Keycloak, give the client the client scope basic"
        : missing + "; have the identity provider add it, or set STREAMGATE_JWT_VIEWER_CLAIM";
  }

  /** How many limits were neither a whole number within the bound nor {@code unlimited}. */
  public long unusableLimits() {
    return unusableLimits.sum();
  }

  /** A profile or a plan that is no name counts as absent. */
  private static @Nullable String label(Map<String, Object> token, @Nullable String claim) {
    var text = claim == null ? null : text(token.get(claim));
    return text != null && ViewerNames.isName(text) ? text : null;
  }

  private Map<String, String> facts(Map<String, Object> token) {
    var facts = new LinkedHashMap<String, String>();
    for (var name : names.facts()) {
      var fact = token.get(name) instanceof Boolean is ? is.toString() : text(token.get(name));
      if (fact != null && !fact.isEmpty() && Facts.isValue(fact) && ViewerNames.isText(fact)) {
        facts.put(name, fact);
      }
    }
    return facts;
  }

  /** Some identity providers write every claim of their own as text. */
  private @Nullable Limit limit(Map<String, Object> token, @Nullable String claim) {
    var value = claim == null ? null : token.get(claim);
    if (value == null) {
      return null;
    }
    var limit = Optional.ofNullable(text(value)).flatMap(OwnLimit::parse);
    if (limit.isEmpty()) {
      unusableLimits.increment();
    }
    return limit.orElse(null);
  }

  /**
   * Text, or a whole number, which the parser makes a {@link Long}. A fraction is no name, and
   * neither is a number so large that digits were lost, which it makes a {@link Double}.
   */
  static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Long number -> number.toString();
      case null, default -> null;
    };
  }
}
