package io.streamgate.lease.stream;

import static java.util.Optional.empty;
import static java.util.Optional.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The mark of the content that a start names. */
final class ContentMarkTest {

  private static ContentMark mark(List<Optional<String>> names) {
    return ContentMark.of(names);
  }

  /** Marks are stored, so a name must have the same mark in each release. */
  @Test
  void aMarkIsAVersionAndEightBytesOfTheHash() {
    var mark = mark(List.of(of("c-1"), of("Ünïcode 🎬"), empty(), of("vod")));

    assertThat(HexFormat.of().formatHex(mark.bytes())).isEqualTo("0166bc077b23c01fb1");
    assertThat(ContentMark.read(mark.bytes())).isEqualTo(mark);
    assertThat(mark.isKnown()).isTrue();
  }

  @Test
  void theSameNamesHaveTheSameMarkAndAllOthersAnother() {
    var mark = mark(List.of(of("ab"), of("c"), empty()));

    assertThat(mark(List.of(of("ab"), of("c"), empty())).isOtherThan(mark)).isFalse();
    for (var other :
        List.of(
            List.of(of("a"), of("bc"), Optional.<String>empty()),
            List.of(of("c"), of("ab"), Optional.<String>empty()),
            List.of(of("ab"), of("c"), of("")),
            List.of(of("ab"), Optional.<String>empty(), of("c")),
            List.of(of("ab"), of("C"), Optional.<String>empty()))) {
      assertThat(mark(other).isOtherThan(mark)).as(other.toString()).isTrue();
    }
  }

  @Test
  void anUnknownMarkAndOneOfAnotherVersionAreNotOther() {
    var mark = mark(List.of(of("a")));
    var later = new ContentMark((byte) 2, mark.hash() + 1);

    for (var incomparable : List.of(ContentMark.UNKNOWN, later)) {
      assertThat(mark.isOtherThan(incomparable)).isFalse();
      assertThat(incomparable.isOtherThan(mark)).isFalse();
    }
    assertThat(ContentMark.UNKNOWN.isKnown()).isFalse();
    assertThat(later.isKnown()).isTrue();
  }

  @Test
  void aMarkOfALaterVersionIsStoredAsItWasRead() {
    var stored = new byte[] {2, 1, -2, 3, -4, 5, -6, 7, -8};

    assertThat(ContentMark.read(stored).bytes()).isEqualTo(stored);
  }

  @Test
  void bytesOfAnotherLengthAreUnknown() {
    assertThat(ContentMark.read(new byte[8])).isEqualTo(ContentMark.UNKNOWN);
    assertThat(ContentMark.read(new byte[10])).isEqualTo(ContentMark.UNKNOWN);
  }
}
