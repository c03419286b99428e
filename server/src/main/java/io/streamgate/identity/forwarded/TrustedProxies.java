package io.streamgate.identity.forwarded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The proxies in front of Streamgate whose word counts. */
public sealed interface TrustedProxies {

  /** Whether the peer of a connection may say whose request it sends. */
  boolean includePeer(@Nullable String peer);

  /**
   * A number of proxies. Which ones they are is unknown, so every peer counts as one.
   *
   * @param number how many append to the header, at least 1; without a proxy, the client itself
   *     counts as one
   */
  record Counted(int number) implements TrustedProxies {
    public Counted {
      if (number < 1) {
        throw new IllegalArgumentException("trusted proxies must be at least 1, not " + number);
      }
    }

    @Override
    public boolean includePeer(@Nullable String peer) {
      return true;
    }
  }

  /** The networks that hold the proxies, and nothing else. At least one. */
  record Within(List<Network> networks) implements TrustedProxies {
    public Within {
      networks = List.copyOf(networks);
      if (networks.isEmpty()) {
        throw new IllegalArgumentException("trusted proxies must be in at least one network");
      }
    }

    /** Whether {@code address} is a proxy's. */
    boolean include(Address address) {
      for (var network : networks) {
        if (network.contains(address)) {
          return true;
        }
      }
      return false;
    }

    /** A peer on the same link has a zone after its address, which says nothing about it. */
    @Override
    public boolean includePeer(@Nullable String peer) {
      if (peer == null) {
        return false;
      }
      var zone = peer.indexOf('%');
      var address = AddressParser.parse(peer, 0, zone < 0 ? peer.length() : zone);
      return address != null && include(address);
    }
  }
}
