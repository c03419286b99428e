package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.detailsOf;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.ContentMark;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where an item has the mark of a stream's content. */
final class ContentInItemTest {

  private static final StreamId A = id("a", 0);
  private static final Member MEMBER =
      new Member(A, second(90), Playback.fromStart(), detailsOf("Alien"));
  private static final Ended ENDED = new Ended(MEMBER, new Ending.Finished(second(9)));

  private final Map<String, AttributeValue> item = new HashMap<>();

  private void lease(Map<String, AttributeValue> lease) {
    item.put(AttributeNames.lease(A.sid()), fromM(lease));
  }

  private void tombstone(Map<String, AttributeValue> tombstone) {
    item.put(AttributeNames.tombstone(A.sid()), fromM(tombstone));
  }

  private ContentMark contentOfTheEnded() {
    return ViewerItem.of(item).ended(A).orElseThrow().details().content();
  }

  @Test
  void aMemberHasItInItsLease() {
    lease(StreamCodec.lease(MEMBER));

    assertThat(ViewerItem.of(item).member(A)).contains(MEMBER);
  }

  @Test
  void anEndedStreamHasItInItsOutboxEntry() {
    tombstone(StreamCodec.tombstone(ENDED));
    item.put(AttributeNames.outbox(A.sid()), fromM(StreamCodec.lease(MEMBER)));

    assertThat(contentOfTheEnded()).isEqualTo(MEMBER.details().content());
  }

  @Test
  void anEndedStreamWithoutAnOutboxEntryHasItInItsTombstone() {
    var tombstone = new HashMap<>(StreamCodec.tombstone(ENDED));
    tombstone.put("c", StreamCodec.content(MEMBER.details().content()));
    tombstone(tombstone);

    assertThat(contentOfTheEnded()).isEqualTo(MEMBER.details().content());
  }

  /** A node of an earlier version has written the history row. */
  @Test
  void aTombstoneWithoutItIsOfUnknownContent() {
    tombstone(StreamCodec.tombstone(ENDED));

    assertThat(contentOfTheEnded()).isEqualTo(ContentMark.UNKNOWN);
  }

  @Test
  void aMarkThatIsNoBytesIsUnknown() {
    var lease = new HashMap<>(StreamCodec.lease(MEMBER));
    lease.put("c", AttributeValues.text("of a later version"));
    lease(lease);

    assertThat(ViewerItem.of(item).member(A).orElseThrow().details().content())
        .isEqualTo(ContentMark.UNKNOWN);
  }
}
