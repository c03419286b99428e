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
  CONTENT_TYPE(Type.CONTENT_TYPE),
  TAKEOVER(Type.TAKEOVER),
  ATTRIBUTES(Type.ATTRIBUTES),
  POSITION_MS(Type.POSITION);

  /** What a value may look like. */
  enum Type {
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

  private final Type shape;
  private final String jsonName;

  Field(Type shape) {
    this.shape = shape;
    this.jsonName = name().toLowerCase(Locale.ROOT);
  }

  /** The name on the wire: the constant's in lower case. */
  public String jsonName() {
    return jsonName;
  }

  Type shape() {
    return shape;
  }

  static Optional<Field> named(String jsonName) {
    return Optional.ofNullable(BY_NAME.get(jsonName));
  }
}
