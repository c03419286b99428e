package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.dynamodb.item.expression.ItemUpdate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The expressions as text. After each test every alias must have a definition, and every definition
 * must be used: otherwise the table rejects the update.
 */
abstract class ChangeFixture {

  static final StreamId A = id("a", 0);
  static final StreamId TV = id("tv/b", 1);
  static final Duration RETENTION = Duration.ofDays(30);

  private static final Pattern ALIAS = Pattern.compile("[#:]\\w+");

  ItemUpdate change = new ItemUpdate("", "", Map.of(), Map.of());

  @AfterEach
  void everyAliasIsUsedAndHasItsMeaning() {
    var used = new TreeSet<String>();
    for (var text : List.of(change.update(), change.condition())) {
      ALIAS.matcher(text).results().forEach(alias -> used.add(alias.group()));
    }
    var meant = new TreeSet<>(change.names().keySet());
    meant.addAll(change.values().keySet());
    assertThat(used).isEqualTo(meant).isNotEmpty();
  }

  final AttributeValue value(String alias) {
    return Objects.requireNonNull(change.values().get(alias), alias);
  }

  static ViewerItem item(Member... members) {
    var leases = new HashMap<StreamId, AttributeValue>();
    for (var member : members) {
      leases.put(member.id(), AttributeValue.fromM(StreamCodec.lease(member)));
    }
    return new ViewerItem(7, List.of(members), List.of(), Map.of(), leases);
  }

  static Member member(StreamId id, double expires, String details) {
    return new Member(id, second(expires), Playback.fromStart(), new Details(details));
  }

  static String ms(double second) {
    return Long.toString(second(second).toEpochMilli());
  }
}
