package io.streamgate.http.management;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A range of media types that a client accepts (RFC 9110, section 12.5.1).
 *
 * @param type in lower case, such as {@code text/*}
 * @param version the parameter of that name; empty if absent
 * @param quality 0 (not acceptable) to 1
 */
record MediaRange(String type, String version, double quality) {

  private static final Pattern QUALITY = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

  /** The ranges of these {@code Accept} headers. Ranges with an invalid quality are left out. */
  static List<MediaRange> allOf(List<String> accept) {
    return accept.stream()
        .flatMap(header -> Arrays.stream(header.split(",", -1)))
        .flatMap(range -> parsed(range.toLowerCase(Locale.ROOT)).stream())
        .toList();
  }

  private static Optional<MediaRange> parsed(String range) {
    var parts = Stream.of(range.split(";", -1)).map(String::strip).toList();
    var quality = parameter(parts, "q", "1");
    return QUALITY.matcher(quality).matches()
        ? Optional.of(
            new MediaRange(
                parts.getFirst(), parameter(parts, "version", ""), Double.parseDouble(quality)))
        : Optional.empty();
  }

  private static String parameter(List<String> parts, String name, String absent) {
    return parts.stream()
        .skip(1)
        .filter(part -> part.startsWith(name + "="))
        .map(part -> part.substring(name.length() + 1).replace("\"", ""))
        .findFirst()
        .orElse(absent);
  }
}
