package io.streamgate.bench.cost.price;

import io.streamgate.bench.cost.price.Bill.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the documents say of the cost, checked against what was measured. */
public final class Expectations {

  /** The most that past-half may cost, as a share of what writing each heartbeat costs. */
  static final double PAST_HALF_SHARE = 0.45;

  private static final Units ONE_WRITE = new Units(1, 0);

  private Expectations() {}

  /** Each way in which a bill of Streamgate's own is not what it should be, as a sentence. */
  public static List<String> faultsOf(String name, Bill bill) {
    var faults = new ArrayList<String>();
    for (var item : List.of(Item.START, Item.END)) {
      var others = bill.of(item).stream().filter(units -> !units.equals(ONE_WRITE)).toList();
      if (!others.isEmpty()) {
        faults.add("%s: %s consumes %s, not one write unit".formatted(name, item, others));
      }
    }
    var dear = bill.of(Item.HEARTBEAT).stream().filter(units -> units.writes() > 1).toList();
    if (!dear.isEmpty()) {
      faults.add("%s: heartbeats consume %s, more than one write unit".formatted(name, dear));
    }
    return faults;
  }

  /** The same for the price of past-half beside the one of always, with the same long lease. */
  public static List<String> faultsOf(double pastHalf, double always) {
    return pastHalf <= PAST_HALF_SHARE * always
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "past-half costs %.3f of always, more than %.2f",
                pastHalf / always,
                PAST_HALF_SHARE));
  }
}
