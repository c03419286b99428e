package io.streamgate.http.body;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a stream and of requests about it, each with the type of its value. */
public enum Field {
  VIDEO_NAME(Type.TEXT),
  CODEC_INFO(Type.TEXT),
  FILE_TYPE(Type.TEXT),
  SIZE(Type.NUMBER_OR_TEXT),
  SRC(Type.LONG_TEXT),
  FRAMERATE(Type.NUMBER_OR_TEXT),
  VIDEO_ENDED(Type.FLAG),
  VIDEO_PLAYING(Type.FLAG),
  VIDEO_START_TIME(Type.TIME),
  VIDEO_END_TIME(Type.TIME),
  DEVICE_ID(Type.NAME),
  DEVICE_NAME(Type.TEXT),
  DEVICE_TYPE(Type.TEXT),
  CONTENT_ID(Type.TEXT),
  CONTENT_TYPE(Type.WORD),
  TAKEOVER(Type.TAKEOVER),
  ATTRIBUTES(Type.ATTRIBUTES),
  /** Of the viewer who starts the stream. No body may have it. */
  PROFILE(Type.TEXT),
  POSITION_MS(Type.POSITION),
  RETURNED(Type.FLAG),
  EXPIRES_AT(Type.TIME),
  STREAM_TOKEN(Type.LONG_TEXT),
  /** What an operator says to a viewer, or of an override. */
  NOTE(Type.NOTE),
  /** Why an operator acts. */
  REASON(Type.REASON),
  /** Of an override. */
  LIMIT(Type.LIMIT),
  PLAN(Type.PLAN),
  UNTIL(Type.TIME);

  /** The type of a value. */
  enum Type {
    /** At most 256 characters. */
    TEXT("must be a string"),
    /** 1 to 256 characters. */
    NAME("must be a string of at least one character"),
    /** At most 2,048 characters. */
    LONG_TEXT("must be a string"),
    /** A number of at most 32 characters and 64 bits, kept as it was written, or text. */
    NUMBER_OR_TEXT("must be a number or a string"),
    FLAG("must be true or false"),
    /** RFC 3339 text of the years 0000 to 9999, or milliseconds since 1970, which are rounded. */
    TIME("must be a time as in 2026-11-23T18:00:00Z (RFC 3339), or milliseconds since 1970"),
    /** 1 to 32 ASCII letters, digits, {@code _} and {@code -}. */
    WORD("must be a word of 1 to 32 letters, digits, '_' and '-'"),
    /** {@code oldest}, the id of a stream, or a list of 1 to 100 ids. */
    TAKEOVER("must be \"oldest\", the id of a stream, or a list of 1 to 100 ids"),
    /** One of such a list. */
    STREAM_ID("must be the id of a stream"),
    /** At most 16 names of at most 64 characters, with text. */
    ATTRIBUTES("must be an object of strings"),
    /** A number of milliseconds, which is rounded: 0 or more, of at most 15 digits. */
    POSITION("must be a number of milliseconds from 0 to 999999999999999"),
    /** At most 200 characters. */
    NOTE("must be a string"),
    /** At most 500 characters. */
    REASON("must be a string"),
    /** 0 to 1,000. */
    LIMIT("must be a whole number from 0 to 1000, or null for unlimited"),
    /** 1 to 128 characters. */
    PLAN("must be the name of a plan");

    private final String expected;

    Type(String expected) {
      this.expected = expected;
    }

    /** What a value must be, as the detail of a fault. */
    String expected() {
      return expected;
    }
  }

  /** The fields of an operator's request to end streams. */
  public static final Set<Field> OF_ENDING = Collections.unmodifiableSet(EnumSet.of(NOTE, REASON));

  /** The fields of an override. */
  public static final Set<Field> OF_OVERRIDE =
      Collections.unmodifiableSet(EnumSet.range(NOTE, UNTIL));

  /** The fields of a start. */
  public static final Set<Field> OF_START =
      ofPlayers(PROFILE, POSITION_MS, RETURNED, EXPIRES_AT, STREAM_TOKEN);

  /** The fields of a patch: all but those that are fixed at the start. */
  public static final Set<Field> OF_PATCH =
      ofPlayers(PROFILE, POSITION_MS, RETURNED, EXPIRES_AT, STREAM_TOKEN, DEVICE_ID, TAKEOVER);

  /** The fields of a heartbeat, which ignores all others: a player must not lose its stream. */
  public static final Set<Field> OF_HEARTBEAT =
      Collections.unmodifiableSet(EnumSet.of(VIDEO_PLAYING, POSITION_MS, RETURNED));

  /** The field of a leave, which ignores all others. */
  public static final Set<Field> OF_LEAVE = Collections.unmodifiableSet(EnumSet.of(EXPIRES_AT));

  /** The field of a body that only proves who sends it. All others are ignored. */
  public static final Set<Field> OF_BEACON = Collections.unmodifiableSet(EnumSet.of(STREAM_TOKEN));

  /**
   * The fields that are stored, as they were sent. The two flags are derived from the stream's
   * state.
   */
  static final Set<Field> KEPT =
      ofPlayers(
          VIDEO_ENDED, VIDEO_PLAYING, TAKEOVER, POSITION_MS, RETURNED, EXPIRES_AT, STREAM_TOKEN);

  private static final Map<String, Field> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Field::jsonName, Function.identity()));

  private final Type type;
  private final String jsonName;

  Field(Type type) {
    this.type = type;
    this.jsonName = name().toLowerCase(Locale.ROOT);
  }

  private static Set<Field> ofPlayers(Field... without) {
    var fields = EnumSet.complementOf(EnumSet.copyOf(OF_OVERRIDE));
    fields.removeAll(Arrays.asList(without));
    return Collections.unmodifiableSet(fields);
  }

  /** The name in JSON: the constant's name in lower case. */
  public String jsonName() {
    return jsonName;
  }

  Type type() {
    return type;
  }

  static Optional<Field> named(String jsonName) {
    return Optional.ofNullable(BY_NAME.get(jsonName));
  }
}
