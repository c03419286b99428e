package io.streamgate.bench.cpu;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attributes in the JSON of DynamoDB's protocol. Only for texts that need no escape. */
final class ItemJson {

  private ItemJson() {}

  static String of(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .map(each -> "\"%s\":%s".formatted(each.getKey(), of(each.getValue())))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String of(AttributeValue value) {
    return switch (value.type()) {
      case S -> "{\"S\":\"%s\"}".formatted(value.s());
      case N -> "{\"N\":\"%s\"}".formatted(value.n());
      case B -> "{\"B\":\"%s\"}".formatted(base64(value));
      case SS -> "{\"SS\":%s}".formatted(texts(value.ss()));
      case M -> "{\"M\":%s}".formatted(of(value.m()));
      case NS, BS, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no attribute of Streamgate's: " + value);
    };
  }

  private static String base64(AttributeValue value) {
    return Base64.getEncoder().encodeToString(value.b().asByteArray());
  }

  private static String texts(List<String> texts) {
    return texts.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
  }
}
