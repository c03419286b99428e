package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.detailsOf;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Termination;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Settling takes the outbox and tombstones out of an item; an operator may have emptied it. */
final class SettleTest extends ChangeFixture {

  private final Updates updates = new Updates(RETENTION);

  @Test
  void whatIsWrittenIsTakenOutWithTombstonesThatAreForgotten() {
    var written = new Ended(member(A, 90, "{}"), new Ending.Finished(second(100)));
    var forgotten = new Ended(member(TV, 91, "{}"), new Ending.Finished(second(0)));
    var unwritten = Map.of(A, Map.<String, AttributeValue>of());
    var read = new ViewerItem(7, List.of(), List.of(written, forgotten), unwritten, Map.of());

    change = updates.settle(read, List.of(written), second(130));

    assertThat(change.update()).isEqualTo("REMOVE #E0, #F0");
    assertThat(change.condition()).isEqualTo("#E0.s = :E0 AND #F0.s = :F0");
    assertThat(change.names())
        .containsEntry("#E0", "E." + A.sid())
        .containsEntry("#F0", "R." + TV.sid());
  }

  @Test
  void theMarkOfItsContentMovesToTheTombstoneOfWhatIsTakenOut() {
    var content = detailsOf("Alien");
    var last = new Member(TV, second(91), Playback.fromStart(), content);
    var written =
        List.of(
            new Ended(member(A, 90, "{}"), new Ending.Finished(second(100))),
            new Ended(last, new Ending.Finished(second(100))));
    var read = new ViewerItem(7, List.of(), written, Map.of(), Map.of());

    change = updates.settle(read, written, second(101));

    assertThat(change.update()).isEqualTo("SET #W1.c = :c1 REMOVE #E0, #E1");
    assertThat(value(":c1").b().asByteArray()).isEqualTo(content.content().bytes());
  }

  /** DynamoDB rejects expressions of more than 4 KB; then no ended stream could be settled. */
  @Test
  void howeverManyHaveEndedOneUpdateSettlesAsManyAsAnExpressionHolds() {
    var all =
        IntStream.range(0, 400)
            .mapToObj(
                i -> {
                  var id = id("s" + i, i);
                  var last = new Member(id, second(i), Playback.fromStart(), detailsOf("Alien"));
                  return new Ended(last, new Ending.Finished(second(i)));
                })
            .toList();
    var unwritten =
        all.stream()
            .limit(250)
            .collect(Collectors.toMap(Ended::id, _ -> Map.<String, AttributeValue>of()));
    var read = new ViewerItem(7, List.of(), all, unwritten, Map.of());

    assertSettles(read, read.due(List.of(), second(3600)), 100);
    assertSettles(read, all.subList(0, 30), 100);
    assertSettles(read, List.of(), 100);
  }

  private void assertSettles(ViewerItem read, List<Ended> written, int streams) {
    change = updates.settle(read, written, second(3600));

    assertThat(change.names()).hasSize(streams + written.size());
    assertThat(change.condition()).hasSizeLessThan(4096);
    assertThat(change.update()).hasSizeLessThan(4096);
  }

  @Test
  void aSwapOnItWantsItToHoldNothingStill() {
    var read = new ViewerItem(7, List.of(), List.of(), Map.of(), Map.of());
    var admitted = member(A, 290, "{}");

    change =
        CompareAndSwap.admitting(
            read, admitted, new LeaseSet(List.of(admitted), List.of()), List.of(), RETENTION);

    assertThat(change.condition())
        .isEqualTo(
            "v = :v AND attribute_not_exists(ids) AND attribute_not_exists(un)"
                + " AND attribute_not_exists(o)");
  }

  @Test
  void anEndByAnOperatorIsOneUpdateLikeAnyOther() {
    var by = new Termination("operate", "Please call us");
    var updates = new Updates(RETENTION);

    change = updates.terminate(A, by, second(5));

    assertThat(change.update()).startsWith("SET #E = #L, #R = :tombstone REMOVE #L");
    var written = value(":tombstone").m();
    assertThat(written)
        .containsEntry("r", fromS("terminated"))
        .containsEntry("o", fromS("operate"))
        .containsEntry("t", fromS("Please call us"))
        .hasSize(5);
    assertThat(StreamCodec.ending(written)).isEqualTo(new Ending.Terminated(second(5), by));
  }

  @Test
  void anEndByAnOperatorWithoutARoleIsThatOfALaterVersion() {
    change = new Updates(RETENTION).terminate(A, new Termination("read", null), second(5));
    var written = Map.of("e", fromN(ms(5)), "r", fromS("terminated"));
    assertThat(StreamCodec.ending(written))
        .isEqualTo(new Ending.Other("terminated", second(5), null));

    var long_ = new HashMap<>(written);
    long_.put("o", fromS("operate"));
    long_.put("t", fromS("x".repeat(201)));
    assertThat(StreamCodec.ending(long_))
        .isEqualTo(new Ending.Terminated(second(5), new Termination("operate", null)));
  }
}
