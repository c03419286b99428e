package io.streamgate.store;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The estimated size of streams in memory; {@code OutOfMemoryTest} measures it on a server. */
final class FootprintTest {

  private static Member member(String json) {
    return new Member(id("a", 0), second(90), Playback.fromStart(), new Details(json));
  }

  private static long of(Member... members) {
    return Footprint.of(VIEWER, new LeaseSet(List.of(members), List.of()));
  }

  @Test
  void aViewerOfNineCharactersWithTwoHundredBytesOfDetailsTakes713Bytes() {
    assertThat(of(member("x".repeat(200)))).isEqualTo(713);
  }

  @Test
  void eachFurtherStreamTakes264BytesAndItsDetails() {
    assertThat(of(member("x".repeat(200)), member("x".repeat(200)))).isEqualTo(713 + 464);
  }

  @Test
  void aTextBeyondLatin1TakesTwoBytesForEachCharacter() {
    assertThat(of(member("ÿ".repeat(200)))).isEqualTo(713);
    assertThat(of(member("x".repeat(199) + "Ā"))).isEqualTo(913);
  }

  @Test
  void anEndedStreamTakes80BytesMoreAndInHistory120() {
    var ended = member("x".repeat(200)).ended(new Ending.Finished(second(1)));

    assertThat(Footprint.of(VIEWER, new LeaseSet(List.of(), List.of(ended)))).isEqualTo(713 + 80);
    assertThat(Footprint.inHistory(ended)).isEqualTo(464 + 120);
  }
}
