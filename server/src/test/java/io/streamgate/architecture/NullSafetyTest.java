package io.streamgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NullAway checks only packages that have the annotation: others would silently go unchecked. */
final class NullSafetyTest {

  @TempDir Path folder;

  @Test
  void everyPackageIsNullMarked() {
    assertThat(faultsIn(Product.classesAndTests())).isEmpty();
  }

  @Test
  void packageWithoutTheMarkIsAFault() {
    var unmarked = Planted.compile(folder, "package io.streamgate.unmarked; class Planted {}");

    assertThat(faultsIn(unmarked))
        .containsExactly(
            "package io.streamgate.unmarked is not @NullMarked: give it a package-info.java with"
                + " the annotation and a sentence on what the package is");
  }

  private static List<String> faultsIn(JavaClasses classes) {
    return classes.stream()
        .filter(type -> !type.getPackage().isAnnotatedWith(NullMarked.class))
        .map(JavaClass::getPackageName)
        .distinct()
        .sorted()
        .map(
            name ->
                "package "
                    + name
                    + " is not @NullMarked: give it a package-info.java with the annotation and a"
                    + " sentence on what the package is")
        .toList();
  }
}
