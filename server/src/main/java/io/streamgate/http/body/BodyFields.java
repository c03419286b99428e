package io.streamgate.http.body;

import io.streamgate.lease.stream.Playback.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a player said, field by field, and all that is wrong with it.
 *
 * @param values the fields that were given in a shape they take
 * @param faults empty for a body that can be acted on
 */
public record BodyFields(Map<Field, FieldValue> values, List<Fault> faults) {

  public BodyFields {
    var copy = new EnumMap<Field, FieldValue>(Field.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
    faults = List.copyOf(faults);
  }

  /** The text of that field, or nothing where none was given. */
  public Optional<String> text(Field field) {
    return values.get(field) instanceof FieldValue.Text(var value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** Whether that flag was given, and as true. */
  public boolean isTrue(Field flag) {
    return values.get(flag) instanceof FieldValue.Flag(var value) && value;
  }

  /** Whether that flag was given, and as false. */
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

  /** The same, and more that is wrong. */
  public BodyFields plus(List<Fault> more) {
    var all = new ArrayList<>(faults);
    all.addAll(more);
    return new BodyFields(values, all);
  }
}
