package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Termination;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Updates for an operator, and those that come after an operator's. */
final class InterventionUpdatesTest extends ChangeFixture {

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
