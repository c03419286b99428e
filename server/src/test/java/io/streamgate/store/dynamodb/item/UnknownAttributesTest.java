package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a viewer's item keeps of attributes that a later version wrote. */
final class UnknownAttributesTest {

  private static final StreamId A = id("a", 0);
  private static final StreamId B = id("tv/b", 1);
  private static final Member MEMBER =
      new Member(A, second(90), Playback.fromStart(), Details.NONE);

  @Test
  void thoseOfLeaseAndTombstoneAreKeptUntilTheHistoryRowIsWritten() {
    var ended = new Ended(MEMBER, new Ending.Finished(second(9)));
    var lease = with("future", fromS("of the lease"), StreamCodec.lease(MEMBER));
    var tombstone = with("z", fromS("of the tombstone"), StreamCodec.tombstone(ended));

    var read =
        ViewerItem.of(
            Map.of(
                AttributeNames.outbox(A.sid()), fromM(lease),
                AttributeNames.tombstone(A.sid()), fromM(tombstone)));

    var all = new HashMap<>(lease);
    all.putAll(tombstone);
    assertThat(read.kept(A)).isEqualTo(all).containsKeys("future", "z");
    assertThat(read.kept(B)).isEmpty();
  }

  @Test
  void nothingIsKeptOnceTheHistoryRowIsWritten() {
    var ended = new Ended(MEMBER, new Ending.Finished(second(9)));
    var tombstone = with("z", fromS("of the tombstone"), StreamCodec.tombstone(ended));

    var read = ViewerItem.of(Map.of(AttributeNames.tombstone(A.sid()), fromM(tombstone)));

    assertThat(read.ended(A)).isPresent();
    assertThat(read.kept(A)).isEmpty();
  }

  @Test
  void aMemberIsFoundByItsIdAndNotByOneOfAnotherStart() {
    var read =
        ViewerItem.of(Map.of(AttributeNames.lease(A.sid()), fromM(StreamCodec.lease(MEMBER))));

    assertThat(read.member(A)).contains(MEMBER);
    assertThat(read.member(id("a", 1))).isEmpty();
  }

  private static Map<String, AttributeValue> with(
      String name, AttributeValue value, Map<String, AttributeValue> others) {
    var all = new HashMap<>(others);
    all.put(name, value);
    return all;
  }
}
