package io.streamgate.config.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamgate.config.Config;
import io.streamgate.config.InvalidConfig;
import io.streamgate.lease.rule.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DotEnvTest {

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve(".env"), text);
  }

  private List<String> mistakes(String text) throws IOException {
    var file = file(text);
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(Map.of(), file));
    return thrown == null ? List.of() : thrown.mistakes();
  }

  @Test
  void theFileIsReadWithCommentsAndQuotes() throws Exception {
    var config =
        Config.read(
            Map.of(),
            file(
                """
                # a comment
                PORT=8081 # another
                HOST = localhost

                STREAMGATE_STORE='memory'
                STREAMGATE_DATA_DIR="a # b"
                """));

    assertThat(config.http().port()).isEqualTo(8081);
    assertThat(config.http().host()).isEqualTo("localhost");
    assertThat(config.storage().store()).isEqualTo(Config.Store.MEMORY);
    assertThat(config.storage().directory()).isEqualTo(Path.of("a # b"));
  }

  @Test
  void theProcessWinsOverTheFile() throws Exception {
    var config = Config.read(Map.of("PORT", "1"), file("PORT=2\nSTREAMGATE_LIMIT=5\n"));

    assertThat(config.http().port()).isEqualTo(1);
    assertThat(config.streams().limit()).isEqualTo(new Limit.AtMost(5));
  }

  @Test
  void theProcessHidesAMistakeOfTheFile() throws Exception {
    assertThat(Config.read(Map.of("PORT", "1"), file("PORT=http\n")).http().port()).isEqualTo(1);
  }

  @Test
  void anEmptyValueOfTheProcessLeavesTheFilesOne() throws Exception {
    assertThat(Config.read(Map.of("PORT", ""), file("PORT=2\n")).http().port()).isEqualTo(2);
    assertThat(Config.read(Map.of("PORT", " "), file("PORT=2\n")).http().port()).isEqualTo(2);
  }

  @Test
  void spacesWithinQuotesAreNotPartOfAValueEither() throws Exception {
    assertThat(Config.read(Map.of(), file("PORT=\" 2 \"\n")).http().port()).isEqualTo(2);
    assertThat(Config.read(Map.of(), file("PORT=\" \"\n")).http().port()).isEqualTo(8080);
  }

  @Test
  void aMistakeOfTheFileSaysThatItIsThere() throws Exception {
    assertThat(mistakes("PORT=http\nSTREAMGATE_LEASES=PT9S\n"))
        .containsExactly(
            "PORT (in .env): cannot read 'http' as a port; use 0 to 65535",
            "STREAMGATE_LEASES (in .env): unknown setting; did you mean STREAMGATE_LEASE?");
  }

  @Test
  void namesForOtherProgramsAreIgnored() throws Exception {
    assertThat(mistakes("AWS_PAGER=less\nPORTS=1\nCERT=\"two\nlines\"\n")).isEmpty();
  }

  /** The file may contain other programs' passwords, and the message is logged. */
  @Test
  void aMalformedLineIsNumberedAndNeverQuoted() throws Exception {
    assertThat(mistakes("PORT=http\n\nhunter2\n"))
        .containsExactly(
            ".env:3: cannot be read; a line is NAME=value or a # comment",
            "PORT (in .env): cannot read 'http' as a port; use 0 to 65535");
  }

  @Test
  void anExportIsToldWhatToRemove() throws Exception {
    assertThat(mistakes("export PORT=1\n"))
        .containsExactly(".env:1: remove 'export'; a line is NAME=value or a # comment");
  }

  /** Without the error, the next lines' settings would silently become part of this value. */
  @Test
  void aDoubleQuoteThatIsNeverClosedIsAMistakeOfItsLine() throws Exception {
    assertThat(mistakes("PORT=1\nSTREAMGATE_DATA_DIR=\"data\nSTREAMGATE_LIMIT=none\n"))
        .containsExactly(
            ".env:2: close the double quote",
            "STREAMGATE_LIMIT (in .env): cannot read 'none' as a limit; use 0 to 1000, or"
                + " unlimited");
  }

  @Test
  void anApostropheThatIsNeverClosedIsAMistake() throws Exception {
    assertThat(mistakes("STREAMGATE_DATA_DIR='data\n"))
        .containsExactly(".env:1: cannot be read; a line is NAME=value or a # comment");
  }

  /** Silently truncating a name or a value would apply a setting that was never chosen. */
  @Test
  void textBehindAClosedQuoteIsAMistake() throws Exception {
    assertThat(mistakes("STREAMGATE_DATA_DIR=\"a\" b\n"))
        .containsExactly(".env:1: cannot be read; a line is NAME=value or a # comment");
  }

  @Test
  void aValueInDoubleQuotesMaySpanLines() throws Exception {
    assertThat(mistakes("CERT=\"one\ntwo\n\"\nPORT=http\n"))
        .containsExactly("PORT (in .env): cannot read 'http' as a port; use 0 to 65535");
  }

  @Test
  void aFolderInItsPlaceIsAMistake() throws Exception {
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(Map.of(), folder));

    assertThat(thrown.mistakes())
        .singleElement()
        .asString()
        .contains(": cannot be read (", "make it a UTF-8 text file, or remove it");
  }

  @Test
  void aFileThatIsNotUtf8IsAMistake() throws Exception {
    var file = Files.write(folder.resolve(".env"), new byte[] {'A', '=', (byte) 0xff});
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(Map.of(), file));

    assertThat(thrown.mistakes()).singleElement().asString().startsWith(".env: cannot be read (");
  }

  /** For example a file in a folder without search permission: it may or may not exist. */
  @Test
  void aFileThatCannotBeLookedAtIsAMistakeAndNotAMissingOne() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve(".env"), Path.of(".env"));
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(Map.of(), link));

    assertThat(thrown.mistakes()).singleElement().asString().startsWith(".env: cannot be read (");
  }

  @Test
  void aFolderWhoseNameEndsInDotEnvIsRead() throws Exception {
    var inside = Files.createDirectory(folder.resolve("my.env")).resolve(".env");
    Files.writeString(inside, "PORT=8081\n");

    assertThat(Config.read(Map.of(), inside).http().port()).isEqualTo(8081);
  }
}
