package io.streamgate.plans;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.rule.Limit;
import io.streamgate.plans.PlansReader.Verdict;
import io.streamgate.testing.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file of plans that changes while they are in use. */
final class PlansFileTest {

  private static final ServiceBounds BOUNDS = new ServiceBounds(100, 600);
  private static final Instant START = Instant.parse("2026-11-23T18:00:00Z");
  private static final String ONE = "default: a\nplans: {a: {limit: 1}}\n";
  private static final String TWO = "default: a\nplans: {a: {limit: 2}, b: {limit: 9}}\n";
  private static final String BROKEN = "default: a\nplans: {a: {limit: many}}\n";

  @TempDir private Path folder;

  @RegisterExtension private final LogLines log = LogLines.of(PlansFile.class);

  private Instant now = START;

  private List<String> logged() {
    return log.all().stream()
        .map(
            line ->
                line.getLevel()
                    + " "
                    + line.getMessage()
                    + line.getKeyValuePairs().stream()
                        .filter(pair -> !pair.key.equals("file"))
                        .map(pair -> " " + pair.key + "=" + pair.value)
                        .reduce("", String::concat))
        .toList();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("plans.yaml"), text);
  }

  private static PlansFile open(Path path) {
    var content = (FileContent.Bytes) FileContent.of(path);
    var catalog = ((Verdict.Usable) content.plans(BOUNDS)).catalog();
    return new PlansFile(new PlansSource.InFile(path, content, catalog), BOUNDS, START);
  }

  private void look(PlansFile file, int times) {
    for (var i = 0; i < times; i++) {
      now = now.plusSeconds(2);
      file.look(now);
    }
  }

  private static int limit(PlansFile file) {
    return ((Limit.AtMost) file.catalog().standard().limit()).streams();
  }

  @Test
  void aChangeIsInUseOnceTwoLooksHaveFoundIt() throws IOException {
    var file = open(write(ONE));
    write(TWO);

    look(file, 1);
    assertThat(limit(file)).isEqualTo(1);

    look(file, 1);
    assertThat(limit(file)).isEqualTo(2);
    assertThat(file.age(now)).isEqualTo(Duration.ZERO);
    assertThat(logged()).containsExactly("INFO plans read again changes=added b; changed a");
  }

  @Test
  void aFileThatStaysIsNotReadAgain() throws IOException {
    var file = open(write(ONE));

    look(file, 3);

    assertThat(file.age(now)).isEqualTo(Duration.ofSeconds(6));
    assertThat(logged()).isEmpty();
  }

  /** The first half of a file can be usable, and lacks plans. */
  @Test
  void aFileThatIsBeingWrittenDoesNoHarm() throws IOException {
    var file = open(write(ONE));

    for (var part : List.of("", "default: a\nplans:\n  a: {limit: 7}\n", BROKEN)) {
      write(part);
      look(file, 1);
    }
    assertThat(limit(file)).isEqualTo(1);
    assertThat(file.isValid()).isTrue();

    write(TWO);
    look(file, 2);
    assertThat(limit(file)).isEqualTo(2);
    assertThat(logged()).hasSize(1);
  }

  @Test
  void aChangeThatWasTakenBackMustBeFoundTwiceAgain() throws IOException {
    var file = open(write(ONE));

    for (var text : List.of(TWO, ONE, TWO)) {
      write(text);
      look(file, 1);
    }

    assertThat(limit(file)).isEqualTo(1);
  }

  @Test
  void aBrokenFileChangesNothingAndIsLoggedOnce() throws IOException {
    var file = open(write(ONE));
    write(BROKEN);

    look(file, 5);

    assertThat(limit(file)).isEqualTo(1);
    assertThat(file.isValid()).isFalse();
    assertThat(file.age(now)).isEqualTo(Duration.ofSeconds(10));
    assertThat(logged())
        .containsExactly(
            "WARN plans not usable: the last usable ones stay in use"
                + " in_use_since=2026-11-23T18:00:00Z"
                + " cause=line 2: limit: cannot use 'many'; use 0 to 100, or unlimited");
  }

  @Test
  void onlyTheFirstMistakesAreLogged() throws IOException {
    var file = open(write(ONE));
    write(ONE + "b:\nc:\nd:\ne:\n");

    look(file, 2);

    assertThat(logged().getFirst())
        .endsWith(
            " | line 5: unknown key 'd'; use default, unknown, attributes, plans | and 1 more");
  }

  @Test
  void aMissingFileChangesNothingAndIsLoggedOnce() throws IOException {
    var path = write(ONE);
    var file = open(path);
    Files.delete(path);

    look(file, 3);

    assertThat(limit(file)).isEqualTo(1);
    assertThat(file.isValid()).isFalse();
    assertThat(logged()).hasSize(1);
    assertThat(logged().getFirst()).endsWith("cause=it cannot be read: NoSuchFileException");

    write(ONE);
    look(file, 2);
    assertThat(file.isValid()).isTrue();
    assertThat(logged().getLast()).isEqualTo("INFO plans read again changes=nothing");
  }

  /** A ConfigMap is a link to a link to a folder, of which the second is replaced. */
  @Test
  void aSwappedLinkIsAChange() throws IOException {
    for (var version : List.of("1", "2")) {
      Files.createDirectory(folder.resolve(version));
    }
    Files.writeString(folder.resolve("1/plans.yaml"), ONE);
    Files.writeString(folder.resolve("2/plans.yaml"), TWO);
    var data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("1"));
    var link = Files.createSymbolicLink(folder.resolve("plans.yaml"), Path.of("..data/plans.yaml"));
    var file = open(link);

    var next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("2"));
    Files.move(next, data, ATOMIC_MOVE);
    look(file, 2);

    assertThat(limit(file)).isEqualTo(2);
  }

  /** As a copy that keeps times, or a file system with a coarse clock, makes it. */
  @Test
  void aChangeThatLeavesTimeAndSizeIsAChange() throws IOException {
    var path = write(ONE);
    var time = FileTime.from(START);
    Files.setLastModifiedTime(path, time);
    var file = open(path);

    write(ONE.replace("limit: 1", "limit: 5"));
    Files.setLastModifiedTime(path, time);
    look(file, 2);

    assertThat(limit(file)).isEqualTo(5);
  }

  /** The open of a pipe waits for a writer: every later change of the plans went unseen. */
  @Test
  @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
  void aPipeInPlaceOfTheFileIsNotOpened() throws Exception {
    var path = write(ONE);
    var file = open(path);
    Files.delete(path);
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();

    look(file, 2);

    assertThat(file.isValid()).isFalse();
    assertThat(logged().getFirst()).endsWith("cause=it cannot be read: not a regular file");
  }

  @Test
  void ofAHugeFileNoMoreIsReadThanTellsSo() throws IOException {
    var path = write("#".repeat(3 * PlansReader.MOST_BYTES));

    var content = (FileContent.Bytes) FileContent.of(path);

    assertThat(content.bytes().remaining()).isEqualTo(PlansReader.MOST_BYTES + 1);
    assertThat(FileContent.of(folder)).isEqualTo(new FileContent.Unreadable("not a regular file"));
  }
}
