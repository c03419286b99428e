package io.streamgate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinksTest {

  @TempDir Path folder;

  @Test
  void everyRelativeLinkLeadsSomewhere() {
    assertThat(Documents.all()).flatMap(Links::faultsIn).isEmpty();
  }

  @Test
  void linkToAFileThatIsNotThereIsAFault() throws IOException {
    assertThat(faultsOf("See [this](absent.md) and [that](page.md).")).hasSize(1);
  }

  @Test
  void linkToAHeadingThatIsNotThereIsAFault() throws IOException {
    assertThat(faultsOf("# A `big` title!\n\n[here](#a-big-title) [there](page.md#another)"))
        .singleElement()
        .asString()
        .endsWith("page.md links to page.md#another, which is not there");
  }

  @Test
  void linkElsewhereAndAnExampleAreNotLookedAt() throws IOException {
    assertThat(faultsOf("[web](https://example.com/) [page](/x)\n```\n[code](x.md)\n```\n"))
        .isEmpty();
  }

  private List<String> faultsOf(String text) throws IOException {
    return Links.faultsIn(Files.writeString(folder.resolve("page.md"), text));
  }
}
