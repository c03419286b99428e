package io.streamgate.wiring;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/** Addresses that only this machine can reach. */
public final class Loopback {

  private Loopback() {}

  /** Whether every address of {@code host} is one. */
  public static boolean isLoopback(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException unknown) {
      return false; // listening on it fails
    }
  }
}
