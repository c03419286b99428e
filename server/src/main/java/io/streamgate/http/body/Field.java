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

/** Every field that a player may send, with the shape its value must have. */
public enum Field {
  VIDEO_NAME(Shape.TEXT),
  CODEC_INFO(Shape.TEXT),
  FILE_TYPE(Shape.TEXT),
  SIZE(Shape.NUMBER_OR_TEXT),
  SRC(Shape.LONG_TEXT),
  FRAMERATE(Shape.NUMBER_OR_TEXT),
  VIDEO_ENDED(Shape.FLAG),
  VIDEO_PLAYING(Shape.FLAG),
  VIDEO_START_TIME(Shape.TIME),
  VIDEO_END_TIME(Shape.TIME),
  DEVICE_ID(Shape.NAME),
  DEVICE_NAME(Shape.TEXT),
  DEVICE_TYPE(Shape.TEXT),
  CONTENT_ID(Shape.TEXT),
  CONTENT_TYPE(Shape.CONTENT_TYPE),
  TAKEOVER(Shape.TAKEOVER),
  ATTRIBUTES(Shape.ATTRIBUTES),
  POSITION_MS(Shape.POSITION);

  /** What a value may look like. */
  enum Shape {
    /** At most 256 characters. */
    TEXT,
    /** 1 to 256 characters. */
    NAME,
    /** At most 2,048 characters. */
    LONG_TEXT,
    /** A number of at most 32 characters, kept as it was written, or text. */
    NUMBER_OR_TEXT,
    /** A boolean. */
    FLAG,
    /** RFC 3339 text of the years 0000 to 9999, or a number of milliseconds since 1970. */
    TIME,
    /** {@code live} or {@code vod}. */
    CONTENT_TYPE,
    /** {@code oldest}, or a stream's id. */
    TAKEOVER,
    /** At most 16 names of at most 64 characters, with text. */
    ATTRIBUTES,
    /** A whole number of milliseconds, 0 or more, of at most 15 digits. */
    POSITION
  }

  /** What a start may say. */
  public static final Set<Field> OF_START =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(POSITION_MS)));

  /** What a patch may say: all but what made the stream what it is. */
  public static final Set<Field> OF_PATCH =
      Collections.unmodifiableSet(
          EnumSet.complementOf(EnumSet.of(POSITION_MS, DEVICE_ID, TAKEOVER)));

  /** What a heartbeat may say. */
  public static final Set<Field> OF_HEARTBEAT =
      Collections.unmodifiableSet(EnumSet.of(VIDEO_PLAYING, POSITION_MS));

  /**
   * What is kept as the player said it. The two flags are not: they are shown as the stream stands.
   */
  static final Set<Field> KEPT =
      Collections.unmodifiableSet(
          EnumSet.complementOf(EnumSet.of(VIDEO_ENDED, VIDEO_PLAYING, TAKEOVER, POSITION_MS)));

  private static final Map<String, Field> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Field::jsonName, Function.identity()));

  private final Shape shape;
  private final String jsonName;

  Field(Shape shape) {
    this.shape = shape;
    this.jsonName = name().toLowerCase(Locale.ROOT);
  }

  /** The name on the wire: the constant's in lower case. */
  public String jsonName() {
    return jsonName;
  }

  Shape shape() {
    return shape;
  }

  static Optional<Field> named(String jsonName) {
    return Optional.ofNullable(BY_NAME.get(jsonName));
  }
}
