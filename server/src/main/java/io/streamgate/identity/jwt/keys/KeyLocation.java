package io.streamgate.identity.jwt.keys;

import java.net.URI;
import java.nio.file.Path;

/** Where the keys of the identity provider are. */
public sealed interface KeyLocation {

  /** A file with a key set or PEM, which may contain a shared secret. */
  record InFile(Path path) implements KeyLocation {}

  /** A URL of the whole key set. */
  record AtUrl(URI url) implements KeyLocation {}

  /**
   * A URL of each key in PEM, as of an Application Load Balancer.
   *
   * @param start the URL up to the key's id
   */
  record AtUrlOfEachKey(String start) implements KeyLocation {}
}
