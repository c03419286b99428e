package io.streamgate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Checks docs/CONSISTENCY.md against the tests: each promise names tests, and they exist. */
final class ConsistencyDocumentTest {

  private final NamedTests tests = NamedTests.ofBothModules();

  @Test
  void everyTestNamedByADocumentExists() {
    assertThat(Documents.all())
        .flatMap(document -> tests.danglingIn(Documents.read(document)))
        .isEmpty();
  }

  @Test
  void everyPromiseNamesATest() {
    var promises = Documents.read(Documents.ROOT.resolve("docs/CONSISTENCY.md"));

    assertThat(promises).contains("\n### ");
    assertThat(NamedTests.unprovenIn(promises)).isEmpty();
  }

  @Test
  void aTestThatWasRenamedIsFound() {
    assertThat(
            tests.danglingIn(
                "`InvariantsTest.noSuchFact` `AbsentTest`"
                    + " `ConsistencyDocumentTest.aTestThatWasRenamedIsFound` `LinksTest`"))
        .containsExactly("`InvariantsTest.noSuchFact`", "`AbsentTest`");
  }

  @Test
  void aPromiseWithoutATestIsFound() {
    assertThat(NamedTests.unprovenIn("## A\n### B\n`CTest.d`\n### E\n`FTest`\n## G\n"))
        .containsExactly("### E");
  }
}
