package io.streamgate.http.exchange;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads {@code Accept-Encoding} (RFC 9110, section 12.5.3). */
final class AcceptEncoding {

  private static final Pattern WEIGHT =
      Pattern.compile("q\\s*=\\s*(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)");

  /** Of a coding that the header does not name. */
  private static final double NONE = -1;

  private double gzip = NONE;
  private double identity = NONE;
  private double others = NONE;

  private AcceptEncoding() {}

  /**
   * Whether the client accepts gzip, and does not prefer an uncompressed response.
   *
   * @param lines the values of the header's lines
   */
  static boolean prefersGzip(List<String> lines) {
    var accepted = new AcceptEncoding();
    for (var line : lines) {
      for (var member : line.toLowerCase(Locale.ROOT).split(",", -1)) {
        accepted.add(member.split(";", 2));
      }
    }
    var ofGzip = accepted.gzip == NONE ? accepted.others : accepted.gzip;
    var ofIdentity = accepted.identity == NONE ? accepted.others : accepted.identity;
    return ofGzip > 0 && ofGzip >= ofIdentity;
  }

  private void add(String[] codingAndWeight) {
    var weight = codingAndWeight.length == 1 ? 1 : weight(codingAndWeight[1].strip());
    switch (codingAndWeight[0].strip()) {
      case "gzip", "x-gzip" -> gzip = weight;
      case "identity" -> identity = weight;
      case "*" -> others = weight;
      default -> {} // another coding
    }
  }

  /** A weight that cannot be read counts as a refusal: every client can read what is not packed. */
  private static double weight(String parameter) {
    var match = WEIGHT.matcher(parameter);
    return match.matches() ? Double.parseDouble(match.group(1)) : 0;
  }
}
