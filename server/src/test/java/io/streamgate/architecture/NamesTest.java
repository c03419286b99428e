package io.streamgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NamesTest {

  @TempDir Path folder;

  @Test
  void eachSimpleNameExistsOnce() {
    assertThat(Names.faultsIn(Product.classes())).isEmpty();
  }

  @Test
  void aNameOfTwoTypesIsAFault() {
    var source = "package io.streamgate.http; class Planted { record Answer() {} } class Answer {}";

    assertThat(Names.faultsIn(Planted.compile(folder, source)))
        .containsExactly(
            "Answer is the name of io.streamgate.http.Answer, io.streamgate.http.Planted$Answer:"
                + " name each type by what differs");
  }

  @Test
  void aCaseMayHaveTheNameOfACaseOfAnotherInterface() {
    var source =
        """
        package io.streamgate.http;
        class Planted {
          sealed interface One { record Refused() implements One {} }
          sealed interface Other { record Refused() implements Other {} }
        }
        """;

    assertThat(Names.faultsIn(Planted.compile(folder, source))).isEmpty();
  }
}
