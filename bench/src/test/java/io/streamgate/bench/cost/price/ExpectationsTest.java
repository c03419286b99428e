package io.streamgate.bench.cost.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.bench.cost.price.Bill.Item;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExpectationsTest {

  private static final Units WRITE = new Units(1, 0);
  private static final Units TWO_WRITES = new Units(2, 0);

  @Test
  void oneWriteUnitPerStartHeartbeatAndEndIsExpected() {
    assertThat(faultsWith(Item.HISTORY, TWO_WRITES)).isEmpty();
    assertThat(faultsWith(Item.HEARTBEAT, new Units(0, 0.5))).isEmpty();
    assertThat(faultsWith(Item.HEARTBEAT, new Units(1, 0.5))).isEmpty();
  }

  @Test
  void moreThanOneWriteUnitIsAFault() {
    assertThat(faultsWith(Item.START, TWO_WRITES)).hasSize(1);
    assertThat(faultsWith(Item.END, TWO_WRITES)).hasSize(1);
    assertThat(faultsWith(Item.HEARTBEAT, TWO_WRITES)).hasSize(1);
  }

  @Test
  void pastHalfMayCost45PercentOfAlways() {
    assertThat(Expectations.faultsOf(45, 100)).isEmpty();
    assertThat(Expectations.faultsOf(45.1, 100))
        .containsExactly("past-half costs 0.451 of always, more than 0.45");
  }

  @Test
  void aMissingPriceIsAFault() {
    assertThat(Expectations.faultsOf(Double.NaN, 100)).hasSize(1);
  }

  private static List<String> faultsWith(Item item, Units last) {
    var charges = new EnumMap<Item, List<Units>>(Item.class);
    for (var each : Item.values()) {
      charges.put(each, each == item ? List.of(WRITE, last) : List.of(WRITE));
    }
    return Expectations.faultsOf("always", new Bill(charges, 1));
  }
}
