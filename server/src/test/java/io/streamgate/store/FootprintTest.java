package io.streamgate.store;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
  void aViewerOfNineCharactersWithTwoHundredBytesOfDetailsTakes761Bytes() {
    assertThat(of(member("x".repeat(200)))).isEqualTo(761);
  }

  @Test
  void eachFurtherStreamTakes312BytesAndItsDetails() {
    assertThat(of(member("x".repeat(200)), member("x".repeat(200)))).isEqualTo(761 + 512);
  }

  @Test
  void aTextBeyondLatin1TakesTwoBytesForEachCharacter() {
    assertThat(of(member("ÿ".repeat(200)))).isEqualTo(761);
    assertThat(of(member("x".repeat(199) + "Ā"))).isEqualTo(961);
  }

  @Test
  void anEndedStreamTakes80BytesMoreAndInHistory120() {
    var ended = member("x".repeat(200)).ended(new Ending.Finished(second(1)));

    assertThat(Footprint.of(VIEWER, new LeaseSet(List.of(), List.of(ended)))).isEqualTo(761 + 80);
    assertThat(Footprint.inHistory(ended)).isEqualTo(512 + 120);
  }

  private static long ofStart(@Nullable String plan, Map<String, String> facts) {
    var atStart = new AtStart(plan, new Limit.AtMost(5), facts, true);
    return of(member("{}").with(atStart)) - of(member("{}"));
  }

  @Test
  void aStreamOfAPlanTakes96BytesMoreAnd16ForEachFactAnd48AndItsCharactersIfItHasAny() {
    assertThat(ofStart("family", Map.of())).isEqualTo(96);
    assertThat(ofStart("family", Map.of("genre", ""))).isEqualTo(96 + 16);
    assertThat(ofStart("family", Map.of("genre", "sport", "free", "")))
        .isEqualTo(96 + 2 * 16 + 48 + 5);
    assertThat(ofStart(null, Map.of("genre", "Ā"))).isEqualTo(96 + 16 + 48 + 2);
  }

  private static long ofOverride(Grant grant, String by, String note) {
    var override = new ViewerOverride(grant, second(90), by, note);
    return Footprint.of(VIEWER, new LeaseSet(List.of(), List.of(), override))
        - Footprint.of(VIEWER, LeaseSet.EMPTY);
  }

  @Test
  void anOverrideTakes88BytesAndItsTexts() {
    var limit = new Grant.OfLimit(new Limit.AtMost(5));
    assertThat(ofOverride(limit, "", "")).isEqualTo(88);
    assertThat(ofOverride(limit, "me", "a note")).isEqualTo(88 + 48 + 2 + 48 + 6);
    assertThat(ofOverride(new Grant.OfPlan("family"), "", "")).isEqualTo(88 + 48 + 6);
  }
}
