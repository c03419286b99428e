package io.streamgate;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.http.Client;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key of stream tokens, kept with the streams or in the settings. */
final class KeptTokenKeyTest {

  private static final String OLD = "old:" + "A".repeat(43) + "=";
  private static final String NEW = "new:" + "B".repeat(42) + "A=";

  @TempDir private Path folder;

  private RunningStreamgate serve(String... settings) throws Exception {
    return RunningStreamgate.on(
        () -> List.of("STREAMGATE_STORE=sqlite", "STREAMGATE_DATA_DIR=" + folder), settings);
  }

  private static Client nobody(RunningStreamgate streamgate) {
    return Client.of(streamgate.port());
  }

  /** The status of a heartbeat on the server with those settings, by a token of another. */
  private int heartbeatAcrossARestart(String before, String after) throws Exception {
    String id;
    String token;
    try (var streamgate = serve(before)) {
      var start = nobody(streamgate).asNewViewer().start("{}");
      id = start.text("/stream_id");
      token = start.text("/stream_token");
    }
    try (var streamgate = serve(after)) {
      return nobody(streamgate).with("stream-token", token).heartbeat(id).status();
    }
  }

  private static String keys(String... keys) {
    return "STREAMGATE_TOKEN_KEYS=" + String.join(",", keys);
  }

  @Test
  void aTokenSurvivesARestart() throws Exception {
    assertThat(heartbeatAcrossARestart(keys(), keys())).isEqualTo(200);
  }

  @Test
  void onlyTheServersUserMayReadTheFile() throws Exception {
    serve().close();

    assertThat(Files.getPosixFilePermissions(folder.resolve("token.keys")))
        .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
    assertThat(folder.resolve("token.keys.new")).doesNotExist();
  }

  @Test
  void whatACrashLeftIsReplaced() throws Exception {
    Files.writeString(folder.resolve("token.keys.new"), "half a k");

    serve().close();

    assertThat(folder.resolve("token.keys")).exists();
    assertThat(folder.resolve("token.keys.new")).doesNotExist();
  }

  @Test
  void aFileWithoutAKeyIsNamedAndNotQuoted() throws Exception {
    var file = Files.writeString(folder.resolve("token.keys"), "damaged");

    assertThatThrownBy(this::serve)
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith(file + " holds no key of stream tokens: restore it, or delete it")
        .hasMessageNotContaining("damaged");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws Exception {
    var file = Files.createDirectory(folder.resolve("token.keys"));

    assertThatThrownBy(this::serve)
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith(file + " cannot be read or written: ");
  }

  @Test
  void keysOfTheSettingsReplaceIt() throws Exception {
    assertThat(heartbeatAcrossARestart(keys(OLD), keys(OLD))).isEqualTo(200);
    assertThat(folder.resolve("token.keys")).doesNotExist();
    assertThat(heartbeatAcrossARestart(keys(), keys(OLD))).isEqualTo(401);
  }

  @Test
  void itsLineMovesIntoTheSettings() throws Exception {
    serve().close();
    var kept = Files.readString(folder.resolve("token.keys")).strip();

    assertThat(heartbeatAcrossARestart(keys(), keys(NEW, kept))).isEqualTo(200);
  }

  @Test
  void aRotationInThreeStepsIsNoticedByNoPlayer() throws Exception {
    assertThat(heartbeatAcrossARestart(keys(OLD), keys(OLD, NEW))).isEqualTo(200);
    assertThat(heartbeatAcrossARestart(keys(OLD, NEW), keys(NEW, OLD))).isEqualTo(200);
    assertThat(heartbeatAcrossARestart(keys(NEW, OLD), keys(OLD, NEW))).isEqualTo(200);
    assertThat(heartbeatAcrossARestart(keys(NEW, OLD), keys(NEW))).isEqualTo(200);
    assertThat(heartbeatAcrossARestart(keys(OLD, NEW), keys(NEW))).isEqualTo(401);
  }
}
