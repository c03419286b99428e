package io.streamgate.identity.forwarded;

import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Invalid;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.Missing;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import java.util.List;

/** Finds the viewer's address in the lines of the header, of which there is at least one. */
sealed interface AddressRule {

  /** Identifies the viewer by the values of all lines, in order. */
  Identification identify(List<String> lines);

  /** How many bits of an IPv6 address name the viewer. */
  int ipv6Prefix();

  /** The viewer with this address. */
  default Identification known(Address address) {
    return new Known(new Viewer(new ViewerId(address.viewer(ipv6Prefix()))));
  }

  /** Lines with the same name are one list (RFC 9110, 5.3). */
  private static String joined(List<String> lines) {
    return lines.size() == 1 ? lines.getFirst() : String.join(",", lines);
  }

  /**
   * The n-th address from the right of {@code x-forwarded-for}. Entries before it, which a client
   * can forge, are ignored.
   */
  record NthFromRight(int n, int ipv6Prefix) implements AddressRule {
    @Override
    public Identification identify(List<String> lines) {
      var line = joined(lines);
      var end = line.length();
      for (var place = 1; place < n; place++) {
        end = line.lastIndexOf(',', end - 1);
        if (end < 0) {
          return new Missing(missing(place));
        }
      }
      var entry = new AddressEntry(line, line.lastIndexOf(',', end - 1) + 1, end);
      var address = entry.address();
      return address == null ? invalid(entry) : known(address);
    }

    /** There are {@code seen} addresses, too few. */
    String missing(int seen) {
      return "x-forwarded-for has "
          + (seen == 1 ? "1 address" : seen + " addresses")
          + ", but the viewer is number "
          + n
          + " from the right; send the header, or set STREAMGATE_TRUSTED_PROXIES to the number of"
          + " proxies that append to it";
    }

    private Invalid invalid(AddressEntry entry) {
      return new Invalid(
          "entry "
              + n
              + " from the right of x-forwarded-for "
              + AddressFault.of(entry.text())
              + "; let the proxy append the address of its client, or set"
              + " STREAMGATE_TRUSTED_PROXIES to the number of proxies that append to it");
    }
  }

  /**
   * The last address of {@code x-forwarded-for} that is not a proxy's, or the first one if all are
   * proxies'. Entries before it, which a client can forge, are ignored.
   */
  record LastOutside(TrustedProxies.Within proxies, int ipv6Prefix) implements AddressRule {
    @Override
    public Identification identify(List<String> lines) {
      var line = joined(lines);
      var end = line.length();
      for (var place = 1; ; place++) {
        var start = line.lastIndexOf(',', end - 1) + 1;
        var entry = new AddressEntry(line, start, end);
        var address = entry.address();
        if (address == null) {
          return invalid(entry, place);
        }
        if (start == 0 || !proxies.include(address)) {
          return known(address);
        }
        end = start - 1;
      }
    }

    private static Invalid invalid(AddressEntry entry, int place) {
      return new Invalid(
          "entry "
              + place
              + " from the right of x-forwarded-for "
              + AddressFault.of(entry.text())
              + "; let the proxy append the address of its client");
    }
  }

  /** The only value of a header that a proxy sets to its client's address. */
  record OnlyValue(AddressHeader header, int ipv6Prefix) implements AddressRule {
    @Override
    public Identification identify(List<String> lines) {
      var line = lines.getFirst();
      if (lines.size() > 1 || line.indexOf(',') >= 0) {
        return new Invalid(
            header.name()
                + " has more than one value; let the proxy replace the header, not add to it");
      }
      var entry = new AddressEntry(line, 0, line.length());
      var address = header.alwaysHasPort() ? entry.addressBeforePort() : entry.address();
      return address == null ? invalid(entry) : known(address);
    }

    private Invalid invalid(AddressEntry entry) {
      var fault =
          header.alwaysHasPort()
              ? AddressFault.ofAddressAndPort(entry.text())
              : AddressFault.of(entry.text());
      return new Invalid(
          header.name() + " " + fault + "; let the proxy set it to the address of its client");
    }
  }
}
