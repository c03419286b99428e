package io.streamgate.store.dynamodb.item;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Creates and reads attribute values. Instants are milliseconds since the epoch. */
final class AttributeValues {

  private AttributeValues() {}

  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue millis(Instant instant) {
    return number(instant.toEpochMilli());
  }

  static AttributeValue bytes(byte[] bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
  }

  /** A set of strings, which must not be empty. */
  static AttributeValue texts(Collection<String> texts) {
    return AttributeValue.fromSs(texts.stream().sorted().toList());
  }

  static long number(Map<String, AttributeValue> map, String name) {
    var value = map.get(name);
    if (value == null || value.n() == null) {
      throw new IllegalArgumentException("no number '" + name + "' among " + map.keySet());
    }
    return Long.parseLong(value.n());
  }

  static long number(Map<String, AttributeValue> map, String name, long absent) {
    var value = map.get(name);
    return value == null ? absent : Long.parseLong(value.n());
  }

  static Instant instant(Map<String, AttributeValue> map, String name) {
    return Instant.ofEpochMilli(number(map, name));
  }

  static Optional<String> text(Map<String, AttributeValue> map, String name) {
    return Optional.ofNullable(map.get(name)).map(AttributeValue::s);
  }

  /** The bytes that a table counts for the contents of a map of texts, numbers, flags and maps. */
  static int size(Map<String, AttributeValue> map) {
    var size = 0;
    for (var each : map.entrySet()) {
      size += 1 + utf8(each.getKey()) + size(each.getValue());
    }
    return size;
  }

  private static int size(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> 1 + Math.ceilDiv(value.n().length(), 2);
      case M -> 3 + size(value.m());
      default -> 1;
    };
  }

  private static int utf8(String text) {
    return text.getBytes(UTF_8).length;
  }
}
