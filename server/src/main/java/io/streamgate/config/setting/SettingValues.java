package io.streamgate.config.setting;

import io.streamgate.text.PrintableText;
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
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings, and their mistakes. For an invalid value the default is returned and
 * a mistake is added, so that reading continues and finds all mistakes. Not thread-safe.
 */
public final class SettingValues {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final Map<String, String> environment;
  private final DotEnv file;
  private final List<String> mistakes = new ArrayList<>();
  private final Set<Setting> faulty = EnumSet.noneOf(Setting.class);

  /** Reads {@code dotEnvFile}, which need not exist; {@code environment} overrides it. */
  public SettingValues(Map<String, String> environment, Path dotEnvFile) {
    this.environment = environment;
    this.file = DotEnv.read(dotEnvFile);
    mistakes.addAll(file.mistakes());
  }

  /** The mistakes so far, and all unknown names. */
  public List<String> mistakes() {
    return Stream.of(mistakes.stream(), unknown(environment, ""), unknown(file.values(), inFile()))
        .flatMap(Function.identity())
        .toList();
  }

  private static Stream<String> unknown(Map<String, String> variables, String where) {
    return variables.entrySet().stream()
        .filter(variable -> SettingNames.isUnknown(variable.getKey(), variable.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .map(name -> PrintableText.printable(name) + where + ": " + SettingNames.unknown(name));
  }

  /** Whether the setting has a value that is not empty. */
  public boolean isSet(Setting setting) {
    return !given(setting).isEmpty();
  }

  /** Whether the value has a mistake. */
  public boolean isFaulty(Setting setting) {
    return faulty.contains(setting);
  }

  /** The value or the default; empty if there is neither. */
  public String text(Setting setting) {
    return isSet(setting) ? given(setting) : setting.defaultText();
  }

  /** The value, or null. */
  public @Nullable String textIfSet(Setting setting) {
    return isSet(setting) ? given(setting) : null;
  }

  /** The entries of the value or the default: separated by commas, each once, none empty. */
  public List<String> list(Setting setting) {
    return Stream.of(text(setting).split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .distinct()
        .toList();
  }

  /** The value or the default; {@code use} describes {@code pattern}. */
  public String text(Setting setting, Pattern pattern, String use) {
    var text = text(setting);
    if (pattern.matcher(text).matches()) {
      return text;
    }
    wrong(setting, cannotRead(text) + "; use " + use);
    return setting.defaultText();
  }

  /** A path. */
  public Path path(Setting setting) {
    try {
      return Path.of(text(setting));
    } catch (InvalidPathException e) {
      wrong(setting, cannotRead(text(setting)) + " as a path; use the path of a folder");
      return Path.of(setting.defaultText());
    }
  }

  /** A port, or 0. */
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

  /** Whether {@code text} is a number from {@code min} to {@code max}, without leading zeros. */
  public static boolean isNumber(String text, int min, int max) {
    return WHOLE_NUMBER.matcher(text).matches()
        && Integer.parseInt(text) >= min
        && Integer.parseInt(text) <= max;
  }

  /** A duration of whole milliseconds, from {@code min} to {@code max} in ISO-8601. */
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

  /** The constant that was set, by its name in lower case with hyphens. */
  public <E extends Enum<E>> E choice(Setting setting, Class<E> accepted) {
    var text = text(setting);
    if (constants(accepted).anyMatch(constant -> spelled(constant).equals(text))) {
      return constant(accepted, text);
    }
    var use =
        "; use "
            + constants(accepted).map(SettingValues::spelled).collect(Collectors.joining(" or "));
    wrong(setting, cannotRead(text) + use);
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

  /** Adds a mistake in a value; {@code mistake} says what to write instead. */
  public void wrong(Setting setting, String mistake) {
    faulty.add(setting);
    mistakes.add(setting.key() + (isFromFile(setting) ? inFile() : "") + ": " + mistake);
  }

  /** Adds a mistake in the file or text that a setting is about; {@code mistake} says where. */
  public void wrongInside(Setting setting, String mistake) {
    faulty.add(setting);
    mistakes.add(mistake);
  }

  /** Adds a mistake in the combination of two settings. */
  public void wrong(Setting one, Setting other, String mistake) {
    mistakes.add(one.key() + ", " + other.key() + ": " + mistake);
  }

  /** The beginning of a mistake in a value that cannot be read. */
  public static String cannotRead(String text) {
    return "cannot read '" + PrintableText.printable(text) + "'";
  }

  /** The beginning of a mistake in a value that can be read, and is not allowed. */
  public static String cannotUse(String text) {
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
