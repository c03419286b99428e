package io.streamgate.http.edge;

import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names each request, for its log lines, its response and its problem. */
final class RequestIds {

  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:=;/-]{1,128}");

  private final String beginning;
  private final AtomicLong count = new AtomicLong();

  /** New ids are {@code random} and a counter. They grant nothing, so they may be guessable. */
  RequestIds(byte[] random) {
    beginning = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + ".";
  }

  /** The id given by a proxy, if it is safe to log, or a new id. */
  String idFor(@Nullable String given) {
    return given != null && ACCEPTABLE.matcher(given).matches()
        ? given
        : beginning + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
  }
}
