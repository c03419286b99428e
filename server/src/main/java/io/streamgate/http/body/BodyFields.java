package io.streamgate.http.body;

import io.streamgate.lease.stream.Playback.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a body with a valid value, and the faults of all others. */
public record BodyFields(Map<Field, FieldValue> values, List<Fault> faults) {

  public BodyFields {
    var copy = new EnumMap<Field, FieldValue>(Field.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
    faults = List.copyOf(faults);
  }

  /** The text of {@code field}, if it has one. */
  public Optional<String> text(Field field) {
    return values.get(field) instanceof FieldValue.Text(var value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** Whether {@code flag} is present and true. */
  public boolean isTrue(Field flag) {
    return values.get(flag) instanceof FieldValue.Flag(var value) && value;
  }

  /** Whether {@code flag} is present and false. */
  public boolean isFalse(Field flag) {
    return values.get(flag) instanceof FieldValue.Flag(var value) && !value;
  }

  /** The player's reports on its playback. */
  public List<Report> reports() {
    var reports = new ArrayList<Report>();
    if (isTrue(Field.VIDEO_PLAYING)) {
      reports.add(new Report.Plays());
    }
    if (isFalse(Field.VIDEO_PLAYING)) {
      reports.add(new Report.Pauses());
    }
    if (values.get(Field.POSITION_MS) instanceof FieldValue.Numeral(var text)) {
      reports.add(new Report.IsAt(Long.parseLong(text)));
    }
    return reports;
  }

  /** These fields, with a fault if {@code field} has no text; {@code why} says what it must be. */
  public BodyFields requiring(Field field, String why) {
    return text(field).isPresent() || !faults.isEmpty()
        ? this
        : plus(List.of(Fault.inBody("/" + field.jsonName(), "is required: " + why)));
  }

  /** These fields with further faults. */
  public BodyFields plus(List<Fault> more) {
    var all = new ArrayList<>(faults);
    all.addAll(more);
    return new BodyFields(values, all);
  }
}
