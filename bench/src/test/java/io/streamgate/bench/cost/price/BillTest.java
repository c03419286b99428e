package io.streamgate.bench.cost.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.bench.cost.price.Bill.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BillTest {

  private static final Units WRITE = new Units(1, 0);
  private static final Units READ = new Units(0, 0.5);

  @Test
  void anOperationCostsItsAverage() {
    var bill = new Bill(Map.of(Item.HEARTBEAT, List.of(WRITE, READ, READ, READ)), 1);

    assertThat(bill.each(Item.HEARTBEAT)).isEqualTo(new Units(0.25, 0.375));
  }

  @Test
  void anOperationThatWasNotUsedCostsNothing() {
    assertThat(new Bill(Map.of(), 1).each(Item.HISTORY)).isEqualTo(Units.NONE);
  }

  @Test
  void aStreamHourCostsItsShareOfAllOperations() {
    var bill =
        new Bill(
            Map.of(
                Item.START, List.of(WRITE, WRITE),
                Item.HEARTBEAT, List.of(READ, READ),
                Item.HISTORY, List.of(new Units(2, 0))),
            2);

    assertThat(bill.perStreamHour()).isEqualTo(new Units(2, 0.5));
  }

  @Test
  void aMillionUnitsAreChargedAtTheGivenPrices() {
    assertThat(new Prices(0.5, 0.25).ofAMillion(new Units(3, 2))).isEqualTo(2);
  }

  @Test
  void thePricesOnFileAreRead() {
    var prices = Prices.onFile();

    assertThat(prices.write()).isPositive();
    assertThat(prices.read()).isPositive().isLessThan(prices.write());
  }
}
