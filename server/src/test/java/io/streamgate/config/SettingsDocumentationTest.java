package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.config.setting.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the documentation of the settings with the catalogue. */
final class SettingsDocumentationTest {

  private static final Path ROOT = Path.of("..");
  private static final Path EXAMPLE = ROOT.resolve(".env.example");

  @TempDir private Path folder;

  @Test
  void theTableOfTheManualHasTheCataloguesLinesAndNoOthers() throws IOException {
    var section =
        Files.readString(ROOT.resolve("docs/OPERATING.md")).split("\n## Settings\n", 2)[1];
    var rows = section.split("\n## ", 2)[0].lines().filter(line -> line.startsWith("| `"));

    assertThat(rows).containsExactlyElementsOf(settings().map(this::row).toList());
  }

  private String row(Setting setting) {
    var text = setting.defaultText().isEmpty() ? "none" : "`" + setting.defaultText() + "`";
    return "| `" + setting.key() + "` | " + text + " | " + setting.meaning() + " |";
  }

  @Test
  void theExampleFileHasTheCataloguesLinesAndNoOthers() throws IOException {
    var expected =
        settings()
            .flatMap(
                setting ->
                    Stream.of(
                        "# " + setting.meaning(),
                        "# " + setting.key() + "=" + setting.defaultText()));

    assertThat(blocks().skip(1).flatMap(String::lines))
        .containsExactlyElementsOf(expected.toList());
  }

  /** The header, followed by a block for each setting. */
  private static Stream<String> blocks() throws IOException {
    return Stream.of(Files.readString(EXAMPLE).split("\n\n"));
  }

  @Test
  void theExampleFileAsItIsGivesTheDefaults() throws Exception {
    var copy = Files.copy(EXAMPLE, folder.resolve(".env"));

    assertThat(Config.read(Map.of(), copy)).isEqualTo(defaults());
  }

  /** Only the retention differs from its default: one that is written out also deletes history. */
  @Test
  void theExampleFileWithEveryLineUncommentedGivesTheDefaults() throws Exception {
    var lines = new ArrayList<String>();
    for (var line : Files.readAllLines(EXAMPLE)) {
      lines.add(line.matches("# \\w+=.*") ? line.substring(2) : line);
    }
    var copy = Files.write(folder.resolve(".env"), lines);

    assertThat(lines).contains("PORT=8080", "DYNAMO_TABLE_NAME=");
    assertThat(Config.read(Map.of(), copy))
        .isEqualTo(
            Config.read(Map.of("STREAMGATE_HISTORY_RETENTION", "P1D"), folder.resolve("absent")));
  }

  private Config defaults() throws InvalidConfig {
    return Config.read(Map.of(), folder.resolve("absent"));
  }

  private static Stream<Setting> settings() {
    return List.of(Setting.values()).stream();
  }
}
