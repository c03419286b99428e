package io.streamgate.identity.forwarded;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Invalid;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.Missing;
import io.streamgate.identity.Identity;
import io.streamgate.identity.Networks;
import io.streamgate.identity.Request;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The viewer is the client's address, as proxies pass it on in a header.
 *
 * <p>The viewer id is the IPv4 address ({@code 1.2.3.4}) or the network of the IPv6 address ({@code
 * 2001:db8:1:2::/64}, RFC 5952), because each device of a home has many addresses in one such
 * network. An IPv4 address that is mapped or translated into IPv6 is the IPv4 address.
 */
public final class ForwardedIdentity implements Identity, Networks {

  private final AddressHeader header;
  private final TrustedProxies proxies;
  private final AddressRule rule;
  private final String missing;

  /**
   * Reads the viewer from {@code header} as {@code proxies} wrote it.
   *
   * @param ipv6Prefix how many bits of an IPv6 address name the viewer, 48 to 128
   */
  public ForwardedIdentity(AddressHeader header, TrustedProxies proxies, int ipv6Prefix) {
    if (ipv6Prefix < 48 || ipv6Prefix > 128) {
      throw new IllegalArgumentException("the prefix must be 48 to 128, not " + ipv6Prefix);
    }
    this.header = header;
    this.proxies = proxies;
    this.rule = rule(header, proxies, ipv6Prefix);
    this.missing = missing(header, rule);
  }

  private static AddressRule rule(AddressHeader header, TrustedProxies proxies, int ipv6Prefix) {
    if (!header.isList()) {
      return new AddressRule.OnlyValue(header, ipv6Prefix);
    }
    return switch (proxies) {
      case TrustedProxies.Counted(var number) -> new AddressRule.NthFromRight(number, ipv6Prefix);
      case TrustedProxies.Within within -> new AddressRule.LastOutside(within, ipv6Prefix);
    };
  }

  private static String missing(AddressHeader header, AddressRule rule) {
    return switch (rule) {
      case AddressRule.NthFromRight counted -> counted.missing(0);
      case AddressRule.LastOutside _ ->
          "x-forwarded-for has 0 addresses; let the proxy append the address of its client";
      case AddressRule.OnlyValue _ ->
          header.name()
              + " is missing; let the proxy send it, or set STREAMGATE_ADDRESS_HEADER to the header"
              + " that it sends";
    };
  }

  @Override
  public CompletionStage<Identification> identify(Request request, Instant now) {
    return completedStage(identified(request.headers(), request.peer()));
  }

  @Override
  public String networkOf(Function<String, List<String>> headers, @Nullable String peer) {
    return identified(headers, peer) instanceof Known(var viewer, _) ? viewer.id().value() : "";
  }

  private Identification identified(Function<String, List<String>> headers, @Nullable String peer) {
    var lines = headers.apply(header.name());
    if (lines.isEmpty()) {
      return new Missing(missing);
    }
    return proxies.includePeer(peer) ? rule.identify(lines) : notTrusted(peer);
  }

  /** Fails closed: anybody who reaches the port could name any address. */
  private Invalid notTrusted(@Nullable String peer) {
    return new Invalid(
        header.name()
            + " was sent by "
            + (peer == null ? "a closed connection" : peer)
            + ", which is in none of the networks of STREAMGATE_TRUSTED_PROXIES; send the request"
            + " through a proxy, or add the network of this proxy to the setting");
  }
}
