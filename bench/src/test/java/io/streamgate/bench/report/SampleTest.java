package io.streamgate.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SampleTest {

  @Test
  void aSampleIsFormattedAsMedianAndRange() {
    assertThat(Sample.of(List.of(3.0, 1.0, 2.0)).told("%.1f")).isEqualTo("2.0 (1.0-3.0)");
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(Sample.of(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3.0);
  }

  @Test
  void anEmptySampleIsRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> Sample.of(List.of()));
  }
}
