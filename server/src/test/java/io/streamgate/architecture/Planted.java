package io.streamgate.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Classes with a violation, compiled for one test, because a check that never failed proves
 * nothing.
 */
final class Planted {

  private Planted() {}

  /**
   * Compiles {@code sources} together, against the product and its libraries, into a new folder
   * below {@code folder}.
   *
   * @throws IllegalArgumentException if they do not compile
   */
  static JavaClasses compile(Path folder, String... sources) {
    var classes = newFolder(folder);
    var complaints = new StringWriter();
    var task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                complaints,
                null,
                null,
                List.of("-d", classes.toString(), "-proc:none"),
                null,
                Stream.of(sources).map(Source::new).toList());
    if (!task.call()) {
      throw new IllegalArgumentException("the planted source does not compile: " + complaints);
    }
    return new ClassFileImporter().importPath(classes);
  }

  private static Path newFolder(Path folder) {
    try {
      return Files.createTempDirectory(folder, "classes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(URI.create("string:///" + className(text) + ".java"), Kind.SOURCE);
      this.text = text;
    }

    private static String className(String text) {
      return text.replaceFirst("(?s).*?\\bclass (\\w+).*", "$1");
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
