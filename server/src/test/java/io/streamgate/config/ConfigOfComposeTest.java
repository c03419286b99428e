package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.config.setting.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks compose.yaml against the setting catalogue, line by line, without a YAML parser. */
final class ConfigOfComposeTest {

  private static final Path COMPOSE = Path.of("../compose.yaml");
  private static final Path NO_FILE = Path.of("there-is-no-such-file");
  private static final Set<String> CREDENTIALS =
      Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

  private static final Pattern VARIABLE =
      Pattern.compile("(?m)^ +((?:STREAMGATE|DYNAMO|AWS)_\\w+): \"?(.*?)\"?$");
  private static final Pattern IMAGE = Pattern.compile("(?m)^ +image: (.*)$");
  private static final Pattern PUBLISHED = Pattern.compile("(?m)^ +- \"?(.*:[0-9]+)\"?$");

  private static List<MatchResult> all(Pattern pattern) throws IOException {
    var found = pattern.matcher(Files.readString(COMPOSE)).results().toList();
    // an empty list would pass
    assertThat(found).isNotEmpty();
    return found;
  }

  private static Stream<String> values(Pattern pattern) throws IOException {
    return all(pattern).stream().map(found -> found.group(1));
  }

  @Test
  void everyNameItSetsIsASettingOrACredential() throws IOException {
    assertThat(values(VARIABLE))
        .allMatch(name -> Setting.keys().contains(name) || CREDENTIALS.contains(name));
  }

  @Test
  void whatItSetsIsAConfigurationOfTheStoreDynamodb() throws Exception {
    var endpoints = 0;
    var environment = new HashMap<String, String>();
    for (var variable : all(VARIABLE)) {
      environment.put(variable.group(1), variable.group(2));
      if (variable.group(1).equals("AWS_ENDPOINT_URL")) {
        endpoints++;
        assertThat(Config.read(environment, NO_FILE).aws().endpoint())
            .isEqualTo(URI.create(variable.group(2)));
      }
    }

    assertThat(endpoints).isEqualTo(2);
    var config = Config.read(Map.copyOf(environment), NO_FILE);
    assertThat(config.storage().store()).isEqualTo(Config.Store.DYNAMODB);
    assertThat(config.table().isCreated()).isTrue();
  }

  @Test
  void everyImageIsPinned() throws IOException {
    assertThat(values(IMAGE)).allMatch(image -> image.matches("[\\w./\\-]+:[0-9][\\w.\\-]*"));
  }

  @Test
  void portsArePublishedToThisMachineOnly() throws IOException {
    assertThat(values(PUBLISHED)).allMatch(port -> port.startsWith("127.0.0.1:"));
    assertThat(Files.readString(COMPOSE)).contains("STREAMGATE_ALLOWED_HOSTS: localhost\n");
  }

  /** After an OutOfMemoryError, a process that stays could serve nobody. */
  @ParameterizedTest
  @ValueSource(strings = {"../compose.yaml", "../make.sh", "../image/java.options"})
  void whateverStartsAServerLetsItExitWhenMemoryRunsOut(Path file) throws IOException {
    assertThat(Files.readString(file)).contains("-XX:+ExitOnOutOfMemoryError");
  }
}
