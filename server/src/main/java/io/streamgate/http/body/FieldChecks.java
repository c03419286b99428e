package io.streamgate.http.body;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.stream.Termination;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonToken;

/** Checks a value against the type of its field. */
final class FieldChecks {

  private static final int MAX_TEXT = 256;
  private static final int MAX_LONG_TEXT = 2048;
  private static final int MAX_NUMBER = 32;
  private static final int MAX_REASON = 500;
  private static final int MAX_PLAN = 128;

  /** A whole number that no limit exceeds by more than a digit. */
  private static final int LIMIT_DIGITS = 4;

  /** An integer of at most this many characters fits into a long. */
  private static final int EXACT_DIGITS = 18;

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  /** 15 digits: more than any playback needs, and few enough for a double to be exact. */
  private static final long MAX_POSITION = 999_999_999_999_999L;

  /** A date, a time with seconds, a fraction of up to 9 digits, and an offset. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  /** The result of a check. */
  sealed interface Checked {

    record Fits(FieldValue value) implements Checked {}

    /** An invalid value; {@code detail} says what is expected. */
    record Fails(String detail) implements Checked {}
  }

  private FieldChecks() {}

  static Checked check(Field.Type type, JsonToken token, String text) {
    return switch (token) {
      case VALUE_STRING -> {
        if (!isWellFormed(text)) {
          yield new Checked.Fails("must be Unicode text without unpaired surrogates");
        }
        yield hasNul(text)
            ? new Checked.Fails("must not contain NUL (U+0000)")
            : ofText(type, text);
      }
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
      case TEXT, NUMBER_OR_TEXT -> fits(text, MAX_TEXT);
      case NAME -> text.isEmpty() ? fails(type) : fits(text, MAX_TEXT);
      case LONG_TEXT -> fits(text, MAX_LONG_TEXT);
      case TIME -> instant(text).map(t -> fits(t.toString())).orElseGet(() -> fails(type));
      case WORD -> WORD.matcher(text).matches() ? fits(text) : fails(type);
      case TAKEOVER ->
          text.equals("oldest") || StreamId.parse(text).isPresent() ? fits(text) : fails(type);
      case STREAM_ID -> StreamId.parse(text).isPresent() ? fits(text) : fails(type);
      case NOTE -> fits(text, Termination.MOST_OF_NOTE);
      case REASON -> fits(text, MAX_REASON);
      case PLAN -> text.isEmpty() ? fails(type) : fits(text, MAX_PLAN);
      case FLAG, ATTRIBUTES, POSITION, LIMIT -> fails(type);
    };
  }

  private static Checked ofNumber(Field.Type type, JsonToken token, String text) {
    var isWhole = token == JsonToken.VALUE_NUMBER_INT;
    return switch (type) {
      case NUMBER_OR_TEXT -> ofNumeral(isWhole, text);
      case TIME ->
          inRange(Instant.ofEpochMilli(millis(isWhole, text)))
              .map(t -> fits(t.toString()))
              .orElseGet(() -> fails(type));
      case POSITION -> {
        var position = millis(isWhole, text);
        yield position >= 0 && position <= MAX_POSITION
            ? numeral(Long.toString(position))
            : fails(type);
      }
      case LIMIT -> isWhole && isLimit(text) ? numeral(text) : fails(type);
      case TEXT, NAME, LONG_TEXT, FLAG, WORD -> fails(type);
      case TAKEOVER, STREAM_ID, ATTRIBUTES -> fails(type);
      case NOTE, REASON, PLAN -> fails(type);
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

  /**
   * Rounds, because browsers and players report fractions of a millisecond. A number outside the
   * range of a long becomes the least or the greatest long.
   */
  private static long millis(boolean isWhole, String number) {
    return isWhole && number.length() <= EXACT_DIGITS
        ? Long.parseLong(number)
        : Math.round(Double.parseDouble(number));
  }

  private static Checked ofNumeral(boolean isWhole, String text) {
    if (text.length() > MAX_NUMBER) {
      return tooLong(MAX_NUMBER);
    }
    return isReadable(isWhole, text)
        ? numeral(text)
        : new Checked.Fails(
            "must be an integer of at most 64 bits, or a decimal in the range of a double");
  }

  /**
   * Whether the usual JSON readers can hold a number. Most fail on any other, and with it on the
   * whole response that contains it.
   */
  private static boolean isReadable(boolean isWhole, String text) {
    try {
      if (isWhole) {
        var _ = Long.parseLong(text);
        return true;
      }
      var number = Double.parseDouble(text);
      // a decimal that a double rounds to zero, and an exponent that no decimal type has
      return Double.isFinite(number) && (number != 0 || new BigDecimal(text).signum() == 0);
    } catch (NumberFormatException beyond) {
      return false;
    }
  }

  /** RFC 3339 has four digits for the year. */
  private static Optional<Instant> inRange(Instant time) {
    return time.isBefore(FIRST) || !time.isBefore(END) ? Optional.empty() : Optional.of(time);
  }

  private static Checked fits(String text, int max) {
    return length(text) <= max ? fits(text) : tooLong(max);
  }

  private static Checked fits(String text) {
    return new Checked.Fits(new FieldValue.Text(text));
  }

  private static Checked numeral(String text) {
    return new Checked.Fits(new FieldValue.Numeral(text));
  }

  private static boolean isLimit(String number) {
    if (number.startsWith("-") || number.length() > LIMIT_DIGITS) {
      return false;
    }
    return Integer.parseInt(number) <= Limit.ENGINEERING_BOUND;
  }

  private static Checked fails(Field.Type type) {
    return new Checked.Fails(type.expected());
  }

  private static Checked tooLong(int max) {
    return new Checked.Fails("must have at most " + max + " characters");
  }

  /** The length in characters as JSON Schema counts them. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Whether {@code text} can be written as UTF-8: it has no unpaired surrogate. */
  static boolean isWellFormed(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
      }
    }
    return true;
  }

  /** Whether {@code text} contains NUL, which ends a text in C and which PostgreSQL refuses. */
  static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  /** {@code text}, made fit for a response. */
  static String printable(String text) {
    return isWellFormed(text) && !hasNul(text)
        ? text
        : text.replaceAll("[\\x00\\ud800-\\udfff]", "?");
  }
}
