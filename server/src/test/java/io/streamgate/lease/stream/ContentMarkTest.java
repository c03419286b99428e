package io.streamgate.lease.stream;

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
    var mark =
        mark(
            List.of(
                Optional.of("c-1"),
                Optional.of("Ünïcode 🎬"),
                Optional.empty(),
                Optional.of("vod")));

    assertThat(HexFormat.of().formatHex(mark.bytes())).isEqualTo("0166bc077b23c01fb1");
    assertThat(ContentMark.read(mark.bytes())).isEqualTo(mark);
    assertThat(mark.isKnown()).isTrue();
  }

  @Test
  void theSameNamesHaveTheSameMarkAndAllOthersAnother() {
    var mark = mark(List.of(Optional.of("ab"), Optional.of("c"), Optional.<String>empty()));

    assertThat(
            mark(List.of(Optional.of("ab"), Optional.of("c"), Optional.<String>empty()))
                .isOtherThan(mark))
        .isFalse();
    for (var other :
        List.of(
            List.of(Optional.of("a"), Optional.of("bc"), Optional.<String>empty()),
            List.of(Optional.of("c"), Optional.of("ab"), Optional.<String>empty()),
            List.of(Optional.of("ab"), Optional.of("c"), Optional.of("")),
            List.of(Optional.of("ab"), Optional.<String>empty(), Optional.of("c")),
            List.of(Optional.of("ab"), Optional.of("C"), Optional.<String>empty()))) {
      assertThat(mark(other).isOtherThan(mark)).as(other.toString()).isTrue();
    }
  }

  @Test
  void anUnknownMarkAndOneOfAnotherVersionAreNotOther() {
    var mark = mark(List.of(Optional.of("a")));
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
