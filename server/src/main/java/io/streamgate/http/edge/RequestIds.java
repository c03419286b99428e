package io.streamgate.http.edge;

import java.util.Base64;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives each request a name, which its log lines, its answer and its problem share. */
final class RequestIds {

  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:=;/-]{1,128}");
  private static final int LONGEST_ECHO = 100;

  private final Supplier<byte[]> random;

  RequestIds(Supplier<byte[]> random) {
    this.random = random;
  }

  /** What a proxy in front calls the request, if that can be written down safely; else a new id. */
  String idFor(@Nullable String given) {
    return given != null && ACCEPTABLE.matcher(given).matches()
        ? given
        : Base64.getUrlEncoder().withoutPadding().encodeToString(random.get());
  }

  /** What a client sent, fit to be shown: short, visible ASCII. */
  static String printable(String text) {
    var shown = text.length() > LONGEST_ECHO ? text.substring(0, LONGEST_ECHO) + "..." : text;
    return shown.replaceAll("[^ -~]", "?");
  }
}
