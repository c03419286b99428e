package io.streamgate.http.exchange;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Reads and writes JSON token by token. Thread-safe. */
public final class Json {

  /** The size of the body bounds depth and numbers, so that each fault is reported at its place. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.threadLocalPool()) // few threads, no contention
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Call.MAX_BODY_BYTES)
                  .maxNumberLength(Call.MAX_BODY_BYTES)
                  .build())
          .build();

  private static final int TYPICAL_BYTES = 768;

  private static final int SECONDS_OF_DAY = 86_400;

  private record Day(long epochDay, String text) {}

  /** The last day written, nearly always today. Any thread may replace it: it is immutable. */
  private static volatile Day lastDay = new Day(0, "1970-01-01");

  private Json() {}

  /** A JSON object with the members that {@code content} writes. */
  public static Buffer object(Consumer<JsonGenerator> content) {
    var bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  /** A parser of UTF-8, which the caller closes. */
  public static JsonParser parser(byte[] utf8) {
    return FACTORY.createParser(ObjectReadContext.empty(), utf8);
  }

  /** Writes a time as RFC 3339 in UTC, to the millisecond. */
  public static void time(JsonGenerator json, String name, Instant time) {
    json.writeStringProperty(name, rfc3339(time));
  }

  /** Like {@link Instant#toString}, in a tenth of the time: each response has several. */
  static String rfc3339(Instant time) {
    var ms = Math.floorMod(time.toEpochMilli(), 1_000);
    if (time.getNano() != ms * 1_000_000) {
      return time.toString(); // finer than a millisecond: not a time of this server
    }
    var seconds = Math.floorMod(time.getEpochSecond(), SECONDS_OF_DAY);
    var date = dateOf(Math.floorDiv(time.getEpochSecond(), SECONDS_OF_DAY));
    var text = new StringBuilder(24).append(date).append('T');
    twoDigits(text, seconds / 3_600).append(':');
    twoDigits(text, seconds / 60 % 60).append(':');
    twoDigits(text, seconds % 60);
    if (ms != 0) {
      text.append('.').append((char) ('0' + ms / 100));
      twoDigits(text, ms % 100);
    }
    return text.append('Z').toString();
  }

  private static String dateOf(long epochDay) {
    var last = lastDay;
    if (last.epochDay() != epochDay) {
      last = new Day(epochDay, LocalDate.ofEpochDay(epochDay).toString());
      lastDay = last;
    }
    return last.text();
  }

  private static StringBuilder twoDigits(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
