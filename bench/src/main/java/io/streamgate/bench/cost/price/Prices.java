package io.streamgate.bench.cost.price;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The prices of request units, in USD per million. The figures and their sources are in {@code
 * prices.properties}.
 */
public record Prices(double write, double read) {

  /** Reads the prices from the file. */
  public static Prices onFile() {
    var prices = new Properties();
    try (var file = Prices.class.getResourceAsStream("prices.properties")) {
      prices.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Prices(price(prices, "write"), price(prices, "read"));
  }

  private static double price(Properties prices, String name) {
    return Double.parseDouble(prices.getProperty(name, "no price"));
  }

  /** Returns the price of a million times these units, in USD. */
  public double ofAMillion(Units units) {
    return units.writes() * write + units.reads() * read;
  }
}
