package io.streamgate.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;

/**
 * The compiled product, without its tests and libraries. Maven runs tests in the module's folder.
 */
final class Product {

  private Product() {}

  /** Every class of {@code src/main}. */
  static JavaClasses classes() {
    return new ClassFileImporter().importPath(Path.of("target", "classes"));
  }
}
