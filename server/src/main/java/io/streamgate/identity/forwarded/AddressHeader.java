package io.streamgate.identity.forwarded;

/**
 * The header that holds the viewer's address.
 *
 * @param name in lower case
 */
public record AddressHeader(String name) {

  /** The header to which each proxy appends its client's address. */
  public static final AddressHeader FORWARDED_FOR = new AddressHeader("x-forwarded-for");

  private static final AddressHeader CLOUDFRONT = new AddressHeader("cloudfront-viewer-address");

  /** Whether it is a list of addresses. All others hold a single address. */
  boolean isList() {
    return equals(FORWARDED_FOR);
  }

  /** Whether a port always follows the last colon, even after IPv6 without brackets. */
  boolean alwaysHasPort() {
    return equals(CLOUDFRONT);
  }
}
