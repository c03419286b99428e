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
final class ViewerClaims {

  private final ClaimNames names;
  private final LongAdder unusableLimits = new LongAdder();

  ViewerClaims(ClaimNames names) {
    this.names = names;
  }

  /** The viewer; null if the token does not name one, which {@link #missing} says. */
  @Nullable Viewer viewerOf(AccessToken token) {
    var name = text(token.claim(names.viewer()));
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

  /** For the caller and the operator. */
  String missing() {
    var missing =
        "the access token has no claim %s that is text or a whole number".formatted(names.viewer());
    return names.viewer().equals("sub")
        ? missing + "; with Keycloak, give the client the client scope basic"
        : missing + "; have the identity provider add it, or set STREAMGATE_JWT_VIEWER_CLAIM";
  }

  /** How many limits were neither a whole number within the bound nor {@code unlimited}. */
  long unusableLimits() {
    return unusableLimits.sum();
  }

  /** A profile or a plan that is no name counts as absent. */
  private static @Nullable String label(AccessToken token, @Nullable String claim) {
    var text = claim == null ? null : text(token.claim(claim));
    return text != null && ViewerNames.isName(text) ? text : null;
  }

  private Map<String, String> facts(AccessToken token) {
    var facts = new LinkedHashMap<String, String>();
    for (var name : names.facts()) {
      var fact = token.claim(name) instanceof Boolean is ? is.toString() : text(token.claim(name));
      if (fact != null && !fact.isEmpty() && Facts.isValue(fact) && ViewerNames.isText(fact)) {
        facts.put(name, fact);
      }
    }
    return facts;
  }

  /** Some identity providers write every claim of their own as text. */
  private @Nullable Limit limit(AccessToken token, @Nullable String claim) {
    var value = claim == null ? null : token.claim(claim);
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
  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Long number -> number.toString();
      case null, default -> null;
    };
  }
}
