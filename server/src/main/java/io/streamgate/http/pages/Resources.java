package io.streamgate.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What is in the jar to be served. */
final class Resources {

  private Resources() {}

  /** A text; where it is missing the jar was built wrongly. */
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

  /** A file of a library for browsers, in whatever version is in the jar. */
  static String webjar(String library, String file) {
    var properties = new Properties();
    try {
      properties.load(
          new StringReader(text("/META-INF/maven/org.webjars/" + library + "/pom.properties")));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    var version = properties.getProperty("version");
    return text("/META-INF/resources/webjars/" + library + "/" + version + "/" + file);
  }
}
