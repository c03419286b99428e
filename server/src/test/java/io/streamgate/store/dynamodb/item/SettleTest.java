package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.detailsOf;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Settling: the outbox and the tombstones that are taken out of an item. */
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
}
