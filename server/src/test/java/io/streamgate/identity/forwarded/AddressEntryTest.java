package io.streamgate.identity.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressEntryTest {

  private static final String BEFORE = "[9.9.9.9,";
  private static final String AFTER = ",:9]";

  /** Reads the entry within a longer line, where it must not look. */
  private static AddressEntry entry(String text) {
    return new AddressEntry(
        BEFORE + text + AFTER, BEFORE.length(), BEFORE.length() + text.length());
  }

  private static @Nullable String read(String text) {
    var address = entry(text).address();
    return address == null ? null : address.toString();
  }

  private static @Nullable String readBeforePort(String text) {
    var address = entry(text).addressBeforePort();
    return address == null ? null : address.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 198.51.100.1",
    "198.51.100.1:51234, 198.51.100.1",
    "198.51.100.1:0, 198.51.100.1",
    "198.51.100.1:65535, 198.51.100.1",
    "198.51.100.1:00080, 198.51.100.1",
    "2001:db8::5, 2001:db8::5",
    "[2001:db8::5], 2001:db8::5",
    "[2001:DB8::5]:443, 2001:db8::5",
    "2001:db8::5:443, 2001:db8::5:443",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "[::ffff:198.51.100.1]:443, 198.51.100.1",
    "::ffff:198.51.100.1, 198.51.100.1",
    "'\t 198.51.100.1:80 ', 198.51.100.1",
    "::, ::"
  })
  void aPortAndBracketsAreNotPartOfTheAddress(String text, String address) {
    assertThat(read(text)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":",
        ":80",
        "198.51.100.1:",
        "198.51.100.1:65536",
        "198.51.100.1:000080",
        "198.51.100.1:-1",
        "198.51.100.1:+80",
        "198.51.100.1:8 0",
        "198.51.100.1 :80",
        "198.51.100.1:٨٠",
        "198.51.100.1:80:90",
        "198.51.100.01:80",
        "[198.51.100.1]",
        "[198.51.100.1]:80",
        "[]",
        "[",
        "[2001:db8::5",
        "2001:db8::5]",
        "[2001:db8::5]443",
        "[2001:db8::5]:",
        "[2001:db8::5]:65536",
        "[2001:db8::5]]",
        "[[2001:db8::5]]",
        "[ 2001:db8::5]",
        "[2001:db8::5] :443",
        "[fe80::1%eth0]",
        "1:2:3:4:5:6:7:8:443",
        "localhost:80"
      })
  void anythingElseIsNoAddress(String text) {
    assertThat(read(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.10:46532, 198.51.100.10",
    "2001:db8::5:443, 2001:db8::5",
    "2001:db8:1:2:3:4:5:6:443, 2001:db8:1:2:3:4:5:6",
    "[2001:db8::5]:443, 2001:db8::5",
    "::ffff:198.51.100.10:443, 198.51.100.10",
    "2001:db8:::443, 2001:db8::"
  })
  void whereAPortAlwaysFollowsItIsWhatFollowsTheLastColon(String text, String address) {
    assertThat(readBeforePort(text)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":443",
        "198.51.100.10",
        "198.51.100.10:",
        "198.51.100.10:443:443",
        "2001:db8::5",
        "2001:db8::5:",
        "2001:db8::5:65536",
        "2001:db8::5:fff",
        "1:2:3:4:5:6:7:8",
        "[2001:db8::5]",
        "[198.51.100.10]:443"
      })
  void whereAPortAlwaysFollowsAnAddressWithoutOneIsInvalid(String text) {
    assertThat(readBeforePort(text)).isNull();
  }

  @Test
  void itsTextIsWithoutTheBlanksAroundIt() {
    assertThat(entry("\t a b ").text()).isEqualTo("a b");
  }
}
