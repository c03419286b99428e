package io.streamgate.store.dynamodb.row;

import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail.Book;
import io.streamgate.store.dynamodb.item.RowKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An entry of the audit as a row: {@code sk} is {@code A#time#request}, and {@code pk} that of the
 * viewer, or for erasures {@code erasures}, which is no viewer's.
 */
final class AuditRow {

  private static final AttributeValue ERASURES = AttributeValue.fromS("erasures");
  private static final String AUDIT = "A#";
  private static final String ABOVE_EVERY_TIME = "~";
  private static final String OPERATOR = "operator";
  private static final String ROLE = "role";
  private static final String ACTION = "action";
  private static final String SUBJECT = "subject";
  private static final String REASON = "reason";

  /** Times of the same length, so that they sort as they follow each other. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private AuditRow() {}

  static Map<String, AttributeValue> of(Book book, AuditEntry entry, Duration retention) {
    var row = new HashMap<String, AttributeValue>();
    row.put(RowKeys.PARTITION, partition(book));
    row.put(RowKeys.SORT, AttributeValue.fromS(sort(entry)));
    row.put(RowKeys.TTL, RowKeys.seconds(entry.at().plus(retention)));
    put(row, OPERATOR, entry.operator());
    put(row, ROLE, entry.role());
    put(row, ACTION, entry.action());
    put(row, SUBJECT, entry.subject());
    put(row, REASON, entry.reason());
    return Map.copyOf(row);
  }

  /** The entry in such a row. */
  static AuditEntry entry(Map<String, AttributeValue> row) {
    var key = text(row, RowKeys.SORT).substring(AUDIT.length());
    var end = key.indexOf('#');
    return new AuditEntry(
        Instant.parse(key.substring(0, end)),
        text(row, OPERATOR),
        text(row, ROLE),
        text(row, ACTION),
        text(row, SUBJECT),
        text(row, REASON),
        key.substring(end + 1));
  }

  /** The values for a query of a book up to {@code last}; null for all of it. */
  static Map<String, AttributeValue> upTo(Book book, @Nullable AuditEntry last) {
    return Map.of(
        ":pk", partition(book),
        ":first", AttributeValue.fromS(AUDIT),
        ":last", AttributeValue.fromS(last == null ? AUDIT + ABOVE_EVERY_TIME : sort(last)));
  }

  private static AttributeValue partition(Book book) {
    return switch (book) {
      case Book.OfViewer(var viewer) -> RowKeys.partition(viewer);
      case Book.OfErasures() -> ERASURES;
    };
  }

  private static String sort(AuditEntry entry) {
    return AUDIT + TIME.format(entry.at()) + "#" + entry.requestId();
  }

  private static void put(Map<String, AttributeValue> row, String name, String text) {
    if (!text.isEmpty()) {
      row.put(name, AttributeValue.fromS(text));
    }
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    var value = row.get(name);
    return value == null ? "" : value.s();
  }
}
