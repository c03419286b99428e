package io.streamgate.store.dynamodb.item;

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
}
