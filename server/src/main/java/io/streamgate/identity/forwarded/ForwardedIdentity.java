package io.streamgate.identity.forwarded;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Invalid;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.Missing;
import io.streamgate.identity.Identity;
import io.streamgate.identity.Request;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The viewer is the address that the outermost trusted proxy saw: the N-th entry from the right of
 * {@code x-forwarded-for}, to which every proxy appends. Entries before it, which a client can
 * forge, are ignored.
 *
 * <p>The viewer id is the IPv4 address ({@code 1.2.3.4}) or the /64 network of the IPv6 address
 * ({@code 2001:db8:1:2::/64}, RFC 5952), because each device of a home has many addresses in one
 * such network. An IPv4 address mapped into IPv6 is the IPv4 address.
 *
 * @param trustedProxies N, at least 1; without a proxy, the client itself counts as one
 */
public record ForwardedIdentity(int trustedProxies) implements Identity {

  private static final String HEADER = "x-forwarded-for";

  public ForwardedIdentity {
    if (trustedProxies < 1) {
      throw new IllegalArgumentException(
          "trusted proxies must be at least 1, not " + trustedProxies);
    }
  }

  @Override
  public CompletionStage<Identification> identify(Request request) {
    return completedStage(identified(request.headers().apply(HEADER)));
  }

  private Identification identified(List<String> forwardedForLines) {
    if (forwardedForLines.isEmpty()) {
      return new Missing(missing(0));
    }
    var line = String.join(",", forwardedForLines);
    var end = line.length();
    for (var place = 1; place < trustedProxies; place++) {
      end = line.lastIndexOf(',', end - 1);
      if (end < 0) {
        return new Missing(missing(place));
      }
    }
    var entry = trimmed(line.substring(line.lastIndexOf(',', end - 1) + 1, end));
    return viewer(entry).<Identification>map(Known::new).orElseGet(() -> invalid(entry));
  }

  private static Optional<Viewer> viewer(String entry) {
    return Address.parse(entry).map(Address::spelling).map(ViewerId::new).map(Viewer::new);
  }

  private String missing(int seen) {
    return "x-forwarded-for has "
        + (seen == 1 ? "1 address" : seen + " addresses")
        + ", but the viewer is number "
        + trustedProxies
        + " from the right; send the header, or set STREAMGATE_TRUSTED_PROXIES to the number of"
        + " proxies that append to it";
  }

  private Invalid invalid(String entry) {
    return new Invalid(
        "entry "
            + trustedProxies
            + " from the right of x-forwarded-for "
            + AddressFault.of(entry)
            + "; let the proxy append the plain address of its client, or set"
            + " STREAMGATE_TRUSTED_PROXIES to the number of proxies that append to it");
  }

  /** Removes the spaces and tabs that HTTP allows around an entry, and no other white space. */
  private static String trimmed(String entry) {
    int start = 0;
    int end = entry.length();
    while (start < end && isBlank(entry.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(entry.charAt(end - 1))) {
      end--;
    }
    return entry.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
