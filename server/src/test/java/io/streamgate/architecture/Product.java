package io.streamgate.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.streamgate.Main;
import java.nio.file.Path;

/**
 * The compiled product, without its tests and libraries. Maven runs tests in the module's folder.
 */
final class Product {

  private static final Path CLASSES = Path.of("target", "classes");

  private Product() {}

  /** Every class of {@code src/main}. */
  static JavaClasses classes() {
    return imported(CLASSES);
  }

  /** Every class of {@code src/main} and {@code src/test}. */
  static JavaClasses classesAndTests() {
    return imported(CLASSES, Path.of("target", "test-classes"));
  }

  private static JavaClasses imported(Path... folders) {
    var classes = new ClassFileImporter().importPaths(folders);
    // An empty set of classes would pass every check
    if (!classes.contain(Main.class)) {
      throw new IllegalStateException("no product in " + CLASSES.toAbsolutePath());
    }
    return classes;
  }
}
