package io.streamgate.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads files from the jar. */
final class Resources {

  private Resources() {}

  /** Reads a text. If it is missing, the jar was not built correctly. */
  static String text(String name) {
    try (var stream = Resources.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing from the jar: see server/pom.xml");
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Reads a file of a WebJar, in the version that is in the jar. */
  static String webjar(String library, String file) {
    var properties = text("/META-INF/maven/org.webjars/" + library + "/pom.properties");
    var version =
        properties
            .lines()
            .filter(line -> line.startsWith("version="))
            .map(line -> line.substring("version=".length()))
            .findFirst()
            .orElseThrow();
    return text("/META-INF/resources/webjars/" + library + "/" + version + "/" + file);
  }
}
