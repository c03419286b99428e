package io.streamgate.identity.forwarded;

/**
 * A network in CIDR notation. An IPv4 network contains IPv4 addresses only, and an IPv6 network
 * none, whatever their bits.
 *
 * @param first the lowest address in it
 * @param prefix the bits that its addresses share: at most {@link #mostBits} of {@code first}
 */
public record Network(Address first, int prefix) {

  private static final int MAPPING_BITS = 96;

  public Network {
    if (prefix < 0 || prefix > mostBits(first) || !start(first, prefix).equals(first)) {
      throw new IllegalArgumentException("not a network: " + first + "/" + prefix);
    }
  }

  /** The bits of an address of this family: 32 or 128. */
  public static int mostBits(Address address) {
    return address.isIpv4() ? Integer.SIZE : 2 * Long.SIZE;
  }

  /** The lowest address of the network of this size that contains {@code address}. */
  public static Address start(Address address, int prefix) {
    return address.start(bits(address, prefix));
  }

  /** Whether {@code address} is in this network. */
  public boolean contains(Address address) {
    return address.isIpv4() == first.isIpv4() && address.shares(bits(first, prefix), first);
  }

  private static int bits(Address address, int prefix) {
    return address.isIpv4() ? MAPPING_BITS + prefix : prefix;
  }

  @Override
  public String toString() {
    return first + "/" + prefix;
  }
}
