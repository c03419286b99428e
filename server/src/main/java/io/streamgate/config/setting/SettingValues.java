package io.streamgate.config.setting;

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
import org.jspecify.annotations.Nullable;

/**
 * What was set, and what is wrong with it. A value that cannot be read is noted as a mistake and
 * answered with the setting's default, so that reading goes on and finds the other mistakes.
 *
 * <p>Not for more than one thread.
 */
public final class SettingValues {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final Map<String, String> environment;
  private final DotEnv file;
  private final List<String> mistakes = new ArrayList<>();
  private final Set<Setting> faulty = EnumSet.noneOf(Setting.class);

  /**
   * What {@code environment} and {@code dotEnvFile} say, the first before the second; the file need
   * not exist.
   */
  public SettingValues(Map<String, String> environment, Path dotEnvFile) {
    this.environment = environment;
    this.file = DotEnv.read(dotEnvFile);
    mistakes.addAll(file.mistakes());
  }

  /** The mistakes so far, and with them the names that are no settings. */
  public List<String> mistakes() {
    var all = new ArrayList<>(mistakes);
    for (var name : unknown(environment)) {
      all.add(PrintableText.printable(name) + ": " + SettingNames.unknown(name));
    }
    for (var name : unknown(file.values())) {
      all.add(PrintableText.printable(name) + inFile() + ": " + SettingNames.unknown(name));
    }
    return List.copyOf(all);
  }

  private static Set<String> unknown(Map<String, String> variables) {
    return variables.entrySet().stream()
        .filter(variable -> SettingNames.isUnknown(variable.getKey(), variable.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether there is a value; an empty one is none. */
  public boolean isSet(Setting setting) {
    return !given(setting).isEmpty();
  }

  /** Whether a mistake was found in the value. */
  public boolean isFaulty(Setting setting) {
    return faulty.contains(setting);
  }

  /** What was set, or else the default; empty if there is neither. */
  public String text(Setting setting) {
    return isSet(setting) ? given(setting) : setting.defaultText();
  }

  /** What was set, or null. */
  public @Nullable String textIfSet(Setting setting) {
    return isSet(setting) ? given(setting) : null;
  }

  /** What was set, if {@code pattern} matches it, or null. */
  public @Nullable String textIfSet(Setting setting, Pattern pattern, String use) {
    return isSet(setting) ? text(setting, pattern, use) : null;
  }

  /** The text, if {@code pattern} matches it. */
  public String text(Setting setting, Pattern pattern, String use) {
    var text = text(setting);
    if (pattern.matcher(text).matches()) {
      return text;
    }
    wrong(setting, cannotRead(text) + "; use " + use);
    return setting.defaultText();
  }

  /** A path of this machine's file system. */
  public Path path(Setting setting) {
    try {
      return Path.of(text(setting));
    } catch (InvalidPathException e) {
      wrong(setting, cannotRead(text(setting)) + " as a path; use that of a folder");
      return Path.of(setting.defaultText());
    }
  }

  /** A port, or 0 for a free one. */
  public int port(Setting setting) {
    return number(setting, 0, 65535, " as a port");
  }

  /** A whole number from {@code min} to {@code max}. */
  public int number(Setting setting, int min, int max) {
    return number(setting, min, max, " as a number");
  }

  private int number(Setting setting, int min, int max, String kind) {
    var text = text(setting);
    if (isNumber(text, min, max)) {
      return Integer.parseInt(text);
    }
    wrong(setting, cannotRead(text) + kind + "; use " + min + " to " + max);
    return Integer.parseInt(setting.defaultText());
  }

  /** Whether {@code text} is the one spelling of a number within the bounds; both are. */
  public static boolean isNumber(String text, int min, int max) {
    return WHOLE_NUMBER.matcher(text).matches()
        && Integer.parseInt(text) >= min
        && Integer.parseInt(text) <= max;
  }

  /** A number of whole milliseconds from {@code min} to {@code max}; both are ISO-8601, too. */
  public Duration duration(Setting setting, String min, String max) {
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
              + (" as a duration; use ISO-8601 such as " + setting.defaultText())
              + (", from " + min + " to " + max));
    }
    return Duration.parse(setting.defaultText());
  }

  /**
   * The constant whose name, in lower case and with hyphens, was set.
   *
   * @param notBuilt words that will have a meaning one day
   */
  public <E extends Enum<E>> E choice(Setting setting, Class<E> accepted, String... notBuilt) {
    var text = text(setting);
    if (constants(accepted).anyMatch(constant -> spelled(constant).equals(text))) {
      return constant(accepted, text);
    }
    var use =
        "; use "
            + constants(accepted).map(SettingValues::spelled).collect(Collectors.joining(" or "));
    wrong(
        setting,
        List.of(notBuilt).contains(text)
            ? "'" + text + "' is not built yet" + use
            : cannotRead(text) + use);
    return constant(accepted, setting.defaultText());
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

  /** Notes a mistake in the value, with what to write instead. */
  public void wrong(Setting setting, String mistake) {
    faulty.add(setting);
    mistakes.add(setting.key() + (isFromFile(setting) ? inFile() : "") + ": " + mistake);
  }

  /** A mistake that lies between two settings. */
  public void wrong(Setting one, Setting other, String mistake) {
    mistakes.add(one.key() + ", " + other.key() + ": " + mistake);
  }

  /** How a mistake begins: the value, fit for one line. */
  public static String cannotRead(String text) {
    return "cannot read '" + PrintableText.printable(text) + "'";
  }

  private static String cannotUse(String text) {
    return "cannot use '" + PrintableText.printable(text) + "'";
  }

  private String given(Setting setting) {
    return isFromFile(setting)
        ? file.values().getOrDefault(setting.key(), "").strip()
        : environment.getOrDefault(setting.key(), "").strip();
  }

  private boolean isFromFile(Setting setting) {
    return environment.getOrDefault(setting.key(), "").isBlank();
  }

  private String inFile() {
    return " (in " + file.name() + ")";
  }
}
