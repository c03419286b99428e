package io.streamgate.faults;

import static io.streamgate.faults.Fault.Plain.DROP_ANSWER;
import static io.streamgate.faults.Fault.Plain.PASS;
import static io.streamgate.faults.Fault.Plain.THROTTLE;
import static io.streamgate.faults.Fault.Plain.TWICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
final class FaultsTest {

  private static final Request UPDATE = new Request("UpdateItem", "{\"a\":1}");
  private static final Request GET = new Request("GetItem", "{}");

  private static List<Fault> thousandOf(Faults script) {
    return IntStream.range(0, 1000).mapToObj(_ -> script.next(UPDATE)).toList();
  }

  @Test
  void withoutFaultsEverythingPasses() {
    assertThat(thousandOf(Faults.none())).containsOnly(PASS);
  }

  @Test
  void allRequestsCanBeDealtTheSame() {
    assertThat(thousandOf(Faults.all(TWICE))).containsOnly(TWICE);
  }

  @Test
  void aShareIsStruckAndTheOthersPass() {
    var dealt = thousandOf(Faults.share(0.2, 7, DROP_ANSWER));

    assertThat(dealt).containsOnly(PASS, DROP_ANSWER);
    assertThat(dealt.stream().filter(DROP_ANSWER::equals)).hasSizeBetween(150, 250);
  }

  @Test
  void theSameSeedStrikesTheSamePlaces() {
    assertThat(thousandOf(Faults.share(0.5, 7, TWICE)))
        .isEqualTo(thousandOf(Faults.share(0.5, 7, TWICE)))
        .isNotEqualTo(thousandOf(Faults.share(0.5, 8, TWICE)));
  }

  @Test
  void aShareOfNoneStrikesNobodyAndAShareOfAllEverybody() {
    assertThat(thousandOf(Faults.share(0, 7, TWICE))).containsOnly(PASS);
    assertThat(thousandOf(Faults.share(1, 7, TWICE))).containsOnly(TWICE);
  }

  @Test
  void aShareBeyondAllIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Faults.share(1.01, 7, TWICE));
    assertThatIllegalArgumentException().isThrownBy(() -> Faults.share(Double.NaN, 7, TWICE));
  }

  @Test
  void onceIsForTheFirstSuchRequestOnly() {
    var script = Faults.once(request -> request.operation().equals("GetItem"), THROTTLE);

    assertThat(script.next(UPDATE)).isEqualTo(PASS);
    assertThat(script.next(GET)).isEqualTo(THROTTLE);
    assertThat(script.next(GET)).isEqualTo(PASS);
  }

  @Test
  void theNextScriptIsAskedForWhatTheFirstLetsPass() {
    var script = Faults.once(UPDATE::equals, THROTTLE).or(Faults.once(_ -> true, TWICE));

    assertThat(script.next(UPDATE)).isEqualTo(THROTTLE);
    assertThat(script.next(UPDATE)).isEqualTo(TWICE);
    assertThat(script.next(UPDATE)).isEqualTo(PASS);
  }

  @Test
  void theOperationIsWhatFollowsTheVersion() {
    assertThat(Request.of("DynamoDB_20120810.UpdateItem", "{}").operation())
        .isEqualTo("UpdateItem");
    assertThat(Request.of("", "").operation()).isEmpty();
  }
}
