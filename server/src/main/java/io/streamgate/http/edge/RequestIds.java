package io.streamgate.http.edge;

import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives each request a name, which its log lines, its answer and its problem share. */
final class RequestIds {

  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:=;/-]{1,128}");

  private final String beginning;
  private final AtomicLong made = new AtomicLong();

  /**
   * New ids begin alike, and count on: nobody is kept out by them, so that each need not be
   * unguessable, which costs more than all else that names a request.
   *
   * @param random what no other process has
   */
  RequestIds(byte[] random) {
    beginning = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + ".";
  }

  /** What a proxy in front calls the request, if that can be written down safely; else a new id. */
  String idFor(@Nullable String given) {
    return given != null && ACCEPTABLE.matcher(given).matches()
        ? given
        : beginning + Long.toString(made.incrementAndGet(), Character.MAX_RADIX);
  }
}
