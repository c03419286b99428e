package io.streamgate.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import io.streamgate.http.HandMade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The operators' console, as the server serves it; checks/test-console.sh uses it in a browser. */
@TestInstance(Lifecycle.PER_CLASS)
final class ConsolePagesTest {

  private static final Path FOLDER = Path.of("../console");

  private final HandMade server = HandMade.serving(ConsolePages.routes());
  private final Client me = Client.of(server.port());

  @AfterAll
  void stop() {
    server.close();
  }

  private static List<String> files() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("index.html"))
          .toList();
    }
  }

  @Test
  void everyFileOfTheFolderIsServed() throws IOException {
    assertThat(files()).hasSizeGreaterThan(20);
    for (var name : files()) {
      var reply = me.get("/console/" + name);

      assertThat(reply.status()).as(name).isEqualTo(200);
      assertThat(reply.body()).as(name).isEqualTo(Files.readString(FOLDER.resolve(name)));
      assertThat(reply.header("content-type")).as(name).matches("(text|image)/.+");
    }
  }

  @Test
  void thePageIsKeptByNoCacheAndItsFilesAreAskedForEachTime() {
    var file = me.get("/console/main.js");

    assertThat(me.get("/console/").header("cache-control")).isEqualTo("no-store");
    assertThat(file.header("cache-control")).isEqualTo("no-cache");
    assertThat(me.with("if-none-match", file.header("etag")).get("/console/main.js").status())
        .isEqualTo(304);
  }

  @Test
  void thePageAllowsItsOwnFilesOnly() {
    var page = me.get("/console/");

    assertThat(page.body()).isNotEmpty().doesNotContain("<style", "<script>", " style=", " on");
    assertThat(page.header("content-security-policy"))
        .isEqualTo(
            "default-src 'none'; connect-src 'self'; img-src 'self' data:; script-src 'self';"
                + " style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(page.headers().allValues("referrer-policy")).containsExactly("no-referrer");
  }

  @Test
  void thePathWithoutASlashLeadsToThePage() {
    var reply = me.get("/console");

    assertThat(reply.status()).isEqualTo(308);
    assertThat(reply.header("location")).isEqualTo("/console/");
  }

  @Test
  void otherFilesAreNotFound() {
    for (var path : List.of("/console/no.js", "/console/index.html", "/console/..%2FMain.class")) {
      assertThat(me.get(path).status()).as(path).isEqualTo(404);
    }
  }
}
