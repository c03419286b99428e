package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamgate.config.setting.Setting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the values in a setting's description, which the documents quote, with those that the
 * reader accepts.
 */
final class SettingBoundsTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");
  private static final String NONSENSE = "?";

  /** Ports have the usual bounds of ports, which no description mentions. */
  private static final Set<Setting> PORTS = Set.of(Setting.PORT, Setting.MANAGEMENT_PORT);

  /** Their descriptions mention the effect of `true`, and where it must not be used. */
  private static final Set<Setting> DESCRIBED_BY_EFFECT =
      Set.of(Setting.CREATE_TABLE, Setting.SINGLE_WRITER_REGION);

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern BOUND = Pattern.compile("PT?[0-9][0-9.DHMS]*|[0-9]+");
  private static final Pattern CHOICE = Pattern.compile("[a-z]+(-[a-z]+)*");
  private static final Pattern BOUNDS =
      Pattern.compile("; use (?:.* from )?(" + BOUND + ") to (" + BOUND + ")(?:, or .*)?$");
  private static final Pattern CHOICES =
      Pattern.compile("; use (" + CHOICE + "( or " + CHOICE + ")*)$");

  @ParameterizedTest
  @MethodSource("bounded")
  void theBoundsOfTheMeaningAreThoseOfTheReader(Setting setting) {
    assertThat(named(setting, BOUND)).isEqualTo(bounds(setting));
  }

  @ParameterizedTest
  @MethodSource("chosen")
  void theChoicesOfTheMeaningAreThoseOfTheReader(Setting setting) {
    assertThat(named(setting, CHOICE)).isEqualTo(choices(setting));
  }

  /** An empty list would pass. */
  @Test
  void mostSettingsHaveBoundsOrChoices() {
    assertThat(bounded()).hasSizeGreaterThan(12);
    assertThat(chosen()).hasSizeGreaterThan(6);
  }

  private static Stream<Setting> bounded() {
    return settings().filter(setting -> !bounds(setting).isEmpty() && !PORTS.contains(setting));
  }

  private static Stream<Setting> chosen() {
    return settings()
        .filter(setting -> !choices(setting).isEmpty() && !DESCRIBED_BY_EFFECT.contains(setting));
  }

  private static Stream<Setting> settings() {
    return Arrays.stream(Setting.values());
  }

  private static Set<String> named(Setting setting, Pattern pattern) {
    return QUOTED
        .matcher(setting.meaning())
        .results()
        .map(quoted -> quoted.group(1))
        .filter(quoted -> pattern.matcher(quoted).matches())
        .filter(quoted -> !quoted.equals("unlimited"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> bounds(Setting setting) {
    return said(setting, BOUNDS)
        .flatMap(said -> Stream.of(said.group(1), said.group(2)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> choices(Setting setting) {
    return said(setting, CHOICES)
        .flatMap(said -> Stream.of(said.group(1).split(" or ", -1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<MatchResult> said(Setting setting, Pattern pattern) {
    return mistakes(setting).stream()
        .filter(mistake -> mistake.startsWith(setting.key() + ": "))
        .flatMap(mistake -> pattern.matcher(mistake).results());
  }

  private static List<String> mistakes(Setting setting) {
    var environment = Map.of(setting.key(), NONSENSE);
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(environment, NO_FILE));
    return thrown == null ? List.of() : thrown.mistakes();
  }
}
