package io.streamgate.bench.cost.price;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CapacityTest {

  @Test
  void anHoursUnitsAreSpreadOverItsSeconds() {
    assertThat(Capacity.of(1000, new Units(36, 72)).perSecond()).isEqualTo(new Units(10, 20));
  }

  @Test
  void aPartitionServes1000WriteUnitsAnd3000ReadUnitsInASecond() {
    assertThat(new Capacity(new Units(1000, 3000)).partitions()).isEqualTo(1);
    assertThat(new Capacity(new Units(1000.5, 0)).partitions()).isEqualTo(2);
    assertThat(new Capacity(new Units(0, 9001)).partitions()).isEqualTo(4);
  }
}
