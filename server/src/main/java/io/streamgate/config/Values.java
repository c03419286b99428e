package io.streamgate.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was set, and what is wrong with it. A value that cannot be read is noted as a mistake and
 * answered with the setting's default, so that reading goes on and finds the other mistakes.
 *
 * <p>Not for more than one thread.
 */
final class Values {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final Map<String, String> environment;
  private final DotEnv file;
  private final List<String> mistakes = new ArrayList<>();
  private final Set<Setting> faulty = EnumSet.noneOf(Setting.class);

  Values(Map<String, String> environment, DotEnv file) {
    this.environment = environment;
    this.file = file;
    mistakes.addAll(file.mistakes());
  }

  /** The mistakes so far, and with them the names that are no settings. */
  List<String> mistakes() {
    var all = new ArrayList<>(mistakes);
    for (var name : unknown(environment)) {
      all.add(Text.printable(name) + ": " + SettingNames.unknown(name));
    }
    for (var name : unknown(file.values())) {
      all.add(Text.printable(name) + inFile() + ": " + SettingNames.unknown(name));
    }
    return List.copyOf(all);
  }

  private static Set<String> unknown(Map<String, String> variables) {
    return variables.entrySet().stream()
        .filter(variable -> SettingNames.isUnknown(variable.getKey(), variable.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  boolean isSet(Setting setting) {
    return !given(setting).isEmpty();
  }

  boolean isFaulty(Setting setting) {
    return faulty.contains(setting);
  }

  /** What was set, or else the default; empty if there is neither. */
  String text(Setting setting) {
    return isSet(setting) ? given(setting) : setting.defaultText;
  }

  /** The text, if {@code pattern} matches it. */
  String text(Setting setting, Pattern pattern, String use) {
    var text = text(setting);
    if (pattern.matcher(text).matches()) {
      return text;
    }
    wrong(setting, cannotRead(text) + "; use " + use);
    return setting.defaultText;
  }

  Path path(Setting setting) {
    try {
      return Path.of(text(setting));
    } catch (InvalidPathException e) {
      wrong(setting, cannotRead(text(setting)) + " as a path; use that of a folder");
      return Path.of(setting.defaultText);
    }
  }

  int port(Setting setting) {
    return number(setting, 0, 65535, " as a port");
  }

  int number(Setting setting, int min, int max) {
    return number(setting, min, max, " as a number");
  }

  private int number(Setting setting, int min, int max, String kind) {
    var text = text(setting);
    if (isNumber(text, min, max)) {
      return Integer.parseInt(text);
    }
    wrong(setting, cannotRead(text) + kind + "; use " + min + " to " + max);
    return Integer.parseInt(setting.defaultText);
  }

  /** Whether {@code text} is the one spelling of a number within the bounds; both are. */
  static boolean isNumber(String text, int min, int max) {
    return WHOLE_NUMBER.matcher(text).matches()
        && Integer.parseInt(text) >= min
        && Integer.parseInt(text) <= max;
  }

  /** A number of whole milliseconds from {@code min} to {@code max}; both are ISO-8601, too. */
  Duration duration(Setting setting, String min, String max) {
    var text = text(setting);
    try {
      var duration = Duration.parse(text);
      if (duration.compareTo(Duration.parse(min)) >= 0
          && duration.compareTo(Duration.parse(max)) <= 0
          && duration.truncatedTo(ChronoUnit.MILLIS).equals(duration)) {
        return duration;
      }
      wrong(setting, cannotUse(text) + "; use whole milliseconds from " + min + " to " + max);
    } catch (DateTimeParseException e) {
      wrong(
          setting,
          cannotRead(text)
              + (" as a duration; use ISO-8601 such as " + setting.defaultText)
              + (", from " + min + " to " + max));
    }
    return Duration.parse(setting.defaultText);
  }

  /** The constant whose name, in lower case and with hyphens, was set. */
  <E extends Enum<E>> E choice(Setting setting, Class<E> accepted, String... notBuilt) {
    var text = text(setting);
    if (constants(accepted).anyMatch(constant -> spelled(constant).equals(text))) {
      return constant(accepted, text);
    }
    var use =
        "; use " + constants(accepted).map(Values::spelled).collect(Collectors.joining(" or "));
    wrong(
        setting,
        List.of(notBuilt).contains(text)
            ? "'" + text + "' is not built yet" + use
            : cannotRead(text) + use);
    return constant(accepted, setting.defaultText);
  }

  private static <E extends Enum<E>> Stream<E> constants(Class<E> type) {
    return Stream.of(type.getEnumConstants());
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String spelled) {
    return Enum.valueOf(type, spelled.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  void wrong(Setting setting, String mistake) {
    faulty.add(setting);
    mistakes.add(setting.key + (isFromFile(setting) ? inFile() : "") + ": " + mistake);
  }

  /** A mistake that lies between two settings. */
  void wrong(Setting one, Setting other, String mistake) {
    mistakes.add(one.key + ", " + other.key + ": " + mistake);
  }

  static String cannotRead(String text) {
    return "cannot read '" + Text.printable(text) + "'";
  }

  private static String cannotUse(String text) {
    return "cannot use '" + Text.printable(text) + "'";
  }

  private String given(Setting setting) {
    return isFromFile(setting)
        ? file.values().getOrDefault(setting.key, "").strip()
        : environment.getOrDefault(setting.key, "").strip();
  }

  private boolean isFromFile(Setting setting) {
    return environment.getOrDefault(setting.key, "").isBlank();
  }

  private String inFile() {
    return " (in " + file.name() + ")";
  }
}
