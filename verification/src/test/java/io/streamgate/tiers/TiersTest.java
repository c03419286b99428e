package io.streamgate.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Each test class of this module has one of the tags by which {@code scripts/tests.sh} and the
 * pipeline jobs split the tests. A class without a tag would never run.
 */
@Tag("model")
final class TiersTest {

  private static final Set<String> TIERS = Set.of("e2e", "engine", "model", "race");
  private static final Path SOURCES = Path.of("src/test/java");

  @Test
  void everyTestClassHasExactlyOneTier() throws IOException {
    assertThat(testClasses()).hasSizeGreaterThan(40);
    assertThat(testClasses().stream().filter(test -> tiersOf(test) != 1)).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() throws IOException {
    assertThat(testClasses().stream().map(Class::getPackage).distinct())
        .allMatch(one -> one.isAnnotationPresent(NullMarked.class));
  }

  @Test
  void aClassWithoutATagOrWithTwoIsSeen() {
    assertThat(tiersOf(Untagged.class)).isZero();
    assertThat(tiersOf(TaggedTwice.class)).isEqualTo(2);
  }

  private static List<Class<?>> testClasses() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith("Test.java"))
          .<Class<?>>map(TiersTest::load)
          .toList();
    }
  }

  private static Class<?> load(Path file) {
    var name = SOURCES.relativize(file).toString().replace(".java", "").replace('/', '.');
    try {
      return Class.forName(name, false, TiersTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static long tiersOf(Class<?> test) {
    return AnnotationSupport.findRepeatableAnnotations(test, Tag.class).stream()
        .map(Tag::value)
        .filter(TIERS::contains)
        .distinct()
        .count();
  }

  private static final class Untagged {}

  @Tag("e2e")
  @Tag("race")
  private static final class TaggedTwice {}
}
