package io.streamgate.http.body;

import io.streamgate.lease.Playback.Told;
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
public record Said(Map<Field, Given> values, List<Fault> faults) {

  public Said {
    var copy = new EnumMap<Field, Given>(Field.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
    faults = List.copyOf(faults);
  }

  /** The text of that field, or nothing where none was given. */
  public Optional<String> text(Field field) {
    return values.get(field) instanceof Given.Text(var value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** Whether that flag was given, and as true. */
  public boolean isTrue(Field flag) {
    return values.get(flag) instanceof Given.Flag(var value) && value;
  }

  /** Whether that flag was given, and as false. */
  public boolean isFalse(Field flag) {
    return values.get(flag) instanceof Given.Flag(var value) && !value;
  }

  /** What this tells of the playback. */
  public List<Told> told() {
    var told = new ArrayList<Told>();
    if (isTrue(Field.VIDEO_PLAYING)) {
      told.add(new Told.Plays());
    }
    if (isFalse(Field.VIDEO_PLAYING)) {
      told.add(new Told.Pauses());
    }
    if (values.get(Field.POSITION_MS) instanceof Given.Numeral(var text)) {
      told.add(new Told.IsAt(Long.parseLong(text)));
    }
    return told;
  }

  /** The same, and more that is wrong. */
  public Said plus(List<Fault> more) {
    var all = new ArrayList<>(faults);
    all.addAll(more);
    return new Said(values, all);
  }
}
