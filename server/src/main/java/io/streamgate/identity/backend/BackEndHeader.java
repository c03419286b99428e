package io.streamgate.identity.backend;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The headers in which a back end says who it is, and for whom it speaks. */
enum BackEndHeader {
  KEY,
  VIEWER,
  PROFILE,
  PLAN,
  LIMIT,
  FACTS;

  private static final List<BackEndHeader> ALL = List.of(values());

  private final String title;

  BackEndHeader() {
    this.title = BackEndIdentity.HEADER_PREFIX + name().toLowerCase(Locale.ROOT);
  }

  /** The name of the header, in lower case. */
  String title() {
    return title;
  }

  /** The first header that is as {@code asked}, if one is. */
  static Optional<BackEndHeader> first(Predicate<BackEndHeader> asked) {
    // a loop, because every request looks for these headers
    for (var header : ALL) {
      if (asked.test(header)) {
        return Optional.of(header);
      }
    }
    return Optional.empty();
  }

  /** The headers of a request. */
  @FunctionalInterface
  interface Headers {

    /** The values of all lines of {@code header}, in order. */
    List<String> lines(BackEndHeader header);
  }
}
