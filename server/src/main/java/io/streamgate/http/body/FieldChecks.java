package io.streamgate.http.body;

import io.streamgate.lease.id.StreamId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonToken;

/** Checks one value against the type its field has. */
final class FieldChecks {

  private static final int MAX_TEXT = 256;
  private static final int MAX_LONG_TEXT = 2048;
  private static final int MAX_NUMBER = 32;

  /** Digits of a number of milliseconds: far more than any needs, and few enough for a long. */
  private static final int MAX_MILLIS = 15;

  /** A day, a time with seconds, a fraction of up to 9 digits, and an offset. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  /** A value that was checked. */
  sealed interface Checked {

    /** It fits. */
    record Fits(FieldValue value) implements Checked {}

    /** It does not; {@code detail} says what would. */
    record Fails(String detail) implements Checked {}
  }

  private FieldChecks() {}

  static Checked check(Field.Type type, JsonToken token, String text) {
    return switch (token) {
      case VALUE_STRING -> isWellFormed(text) ? ofText(type, text) : notWellFormed();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ofNumber(type, token, text);
      case VALUE_TRUE, VALUE_FALSE ->
          type == Field.Type.FLAG
              ? new Checked.Fits(new FieldValue.Flag(token == JsonToken.VALUE_TRUE))
              : fails(type);
      default -> fails(type);
    };
  }

  private static Checked ofText(Field.Type type, String text) {
    return switch (type) {
      case TEXT, NUMBER_OR_TEXT -> length(text) <= MAX_TEXT ? fits(text) : tooLong(MAX_TEXT);
      case NAME -> {
        if (text.isEmpty()) {
          yield fails(type);
        }
        yield length(text) <= MAX_TEXT ? fits(text) : tooLong(MAX_TEXT);
      }
      case LONG_TEXT -> length(text) <= MAX_LONG_TEXT ? fits(text) : tooLong(MAX_LONG_TEXT);
      case TIME -> instant(text).map(t -> fits(t.toString())).orElseGet(() -> fails(type));
      case CONTENT_TYPE -> text.equals("live") || text.equals("vod") ? fits(text) : fails(type);
      case TAKEOVER ->
          text.equals("oldest") || StreamId.parse(text).isPresent() ? fits(text) : fails(type);
      case FLAG, ATTRIBUTES, POSITION -> fails(type);
    };
  }

  private static Checked ofNumber(Field.Type type, JsonToken token, String text) {
    var isWhole = token == JsonToken.VALUE_NUMBER_INT;
    return switch (type) {
      case NUMBER_OR_TEXT ->
          text.length() <= MAX_NUMBER
              ? new Checked.Fits(new FieldValue.Numeral(text))
              : tooLong(MAX_NUMBER);
      case TIME ->
          isWhole
              ? epochMillis(text).map(t -> fits(t.toString())).orElseGet(() -> fails(type))
              : fails(type);
      case POSITION ->
          isWhole && text.length() <= MAX_MILLIS && !text.startsWith("-")
              ? new Checked.Fits(new FieldValue.Numeral(text))
              : fails(type);
      case TEXT, NAME, LONG_TEXT, FLAG, CONTENT_TYPE, TAKEOVER, ATTRIBUTES -> fails(type);
    };
  }

  private static Optional<Instant> instant(String text) {
    if (!RFC_3339.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return inRange(OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant());
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> epochMillis(String text) {
    return text.length() <= MAX_MILLIS
        ? inRange(Instant.ofEpochMilli(Long.parseLong(text)))
        : Optional.empty();
  }

  /** RFC 3339 has four digits for the year. */
  private static Optional<Instant> inRange(Instant time) {
    return time.isBefore(FIRST) || !time.isBefore(END) ? Optional.empty() : Optional.of(time);
  }

  /** What a value of that type must be, for the developer of a player. */
  static String wanted(Field.Type type) {
    return switch (type) {
      case TEXT, LONG_TEXT -> "must be a string";
      case NAME -> "must be a string of at least one character";
      case NUMBER_OR_TEXT -> "must be a number or a string";
      case FLAG -> "must be true or false";
      case TIME ->
          "must be a time as in 2026-11-23T18:00:00Z (RFC 3339), or milliseconds since 1970";
      case CONTENT_TYPE -> "must be \"live\" or \"vod\"";
      case TAKEOVER -> "must be \"oldest\" or the id of a stream";
      case ATTRIBUTES -> "must be an object of strings";
      case POSITION -> "must be a whole number of milliseconds, 0 or more";
    };
  }

  private static Checked fits(String text) {
    return new Checked.Fits(new FieldValue.Text(text));
  }

  private static Checked fails(Field.Type type) {
    return new Checked.Fails(wanted(type));
  }

  private static Checked tooLong(int max) {
    return new Checked.Fails("must have at most " + max + " characters");
  }

  private static Checked notWellFormed() {
    return new Checked.Fails("must be Unicode text; half of a surrogate pair is none");
  }

  /** In characters as JSON Schema counts them. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Whether it can be written as UTF-8. */
  static boolean isWellFormed(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Text that can be shown in an answer, whatever it was. */
  static String printable(String text) {
    return isWellFormed(text) ? text : text.replaceAll("[\\ud800-\\udfff]", "?");
  }
}
