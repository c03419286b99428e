package io.streamgate.config.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamgate.config.Config;
import io.streamgate.config.InvalidConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of the webhook, whose mistakes quote no secret. */
final class ConfigEventsTest {

  private static final String URL = "STREAMGATE_WEBHOOK_URL";
  private static final String SECRET = "STREAMGATE_WEBHOOK_SECRET";
  private static final String GOOD = "whsec_" + "A".repeat(32);

  @TempDir Path folder;

  private static Config read(String... settings) throws InvalidConfig {
    var environment = new HashMap<String, String>();
    for (var i = 0; i < settings.length; i += 2) {
      environment.put(settings[i], settings[i + 1]);
    }
    return Config.read(environment, Path.of("no-such.env"));
  }

  private static String mistakes(String... settings) {
    return String.valueOf(
        catchThrowableOfType(InvalidConfig.class, () -> read(settings)).getMessage());
  }

  @Test
  void webhookHasAUrlAndOneOrTwoSecrets() throws Exception {
    var url = "https://hooks.tv.example/in?tenant=7";
    var webhook = Objects.requireNonNull(read(URL, url, SECRET, GOOD).events().webhook());
    assertThat(webhook.url()).isEqualTo(URI.create(url));
    assertThat(webhook.secrets()).hasSize(1);
    var both = Objects.requireNonNull(read(URL, url, SECRET, GOOD + "," + GOOD).events().webhook());
    assertThat(both.secrets()).hasSize(2);
    assertThat(read(URL, "http://[::1]:8300/", SECRET, GOOD).events().webhook()).isNotNull();
  }

  @Test
  void secretCanBeInAFile() throws InvalidConfig, IOException {
    var file = Files.writeString(folder.resolve("secret"), GOOD + "\n");
    assertThat(
            read(URL, "https://a.example/", "STREAMGATE_WEBHOOK_SECRET_FILE", file.toString())
                .events()
                .webhook())
        .isNotNull();
  }

  @Test
  void secretsAreShownNowhere() throws InvalidConfig {
    assertThat(read(URL, "https://a.example/", SECRET, GOOD).toString()).doesNotContain("AAAA");
    assertThat(mistakes(URL, "https://a.example/", SECRET, "whsec_hunter2"))
        .isEqualTo(
            "STREAMGATE_WEBHOOK_SECRET: entry 1 of 1 is not a secret; use whsec_ and 24 to 64 bytes"
                + " in base64");
  }

  @Test
  void urlAndSecretNeedEachOther() {
    assertThat(mistakes(URL, "https://a.example/"))
        .isEqualTo(
            "STREAMGATE_WEBHOOK_URL, STREAMGATE_WEBHOOK_SECRET: there is no secret, so the receiver"
                + " could not tell events from forged ones; set one");
    assertThat(mistakes(SECRET, GOOD))
        .isEqualTo(
            "STREAMGATE_WEBHOOK_SECRET, STREAMGATE_WEBHOOK_URL: there is no URL; set both, or"
                + " neither");
  }

  @Test
  void eventsTravelInTheClearOnThisMachineOnly() {
    assertThat(mistakes(URL, "http://hooks.tv.example/", SECRET, GOOD))
        .isEqualTo(
            "STREAMGATE_WEBHOOK_URL: others on the network could read the events; use https, or"
                + " http to a loopback address");
    assertThat(mistakes(URL, "https://anna:hunter2@a.example/", SECRET, GOOD))
        .isEqualTo(
            "STREAMGATE_WEBHOOK_URL: the URL must have a host, and neither a user nor a fragment");
    assertThat(mistakes(URL, "hooks", SECRET, GOOD)).contains("the URL must have a host");
    assertThat(mistakes(URL, "https://a b", SECRET, GOOD))
        .isEqualTo(
            "STREAMGATE_WEBHOOK_URL: not a URL; use one such as https://hooks.tv.example/in");
  }

  @Test
  void thirdSecretIsOneTooMany() {
    assertThat(mistakes(URL, "https://a.example/", SECRET, GOOD + "," + GOOD + "," + GOOD))
        .contains("there must be one secret, or two while it is changed, not 3");
  }
}
