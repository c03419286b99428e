package io.streamgate.dryrun;

import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.rule.FactValue;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The facts of streams that started before a candidate held: those that were recorded at the start,
 * else what the stored details say. What only the server, a token or a back end knew has no record
 * elsewhere, and rules that look at it do not see the stream. Counts such streams.
 */
final class FactsOnRecord {

  static final String NETWORK = "network";
  static final String PROFILE = "profile";

  private final Set<String> trusted;
  private final Function<Details, Optional<Attributes>> said;
  private final SortedMap<String, Integer> unrecorded = new TreeMap<>();

  FactsOnRecord(Set<String> trusted, Function<Details, Optional<Attributes>> said) {
    this.trusted = trusted;
    this.said = said;
  }

  /** The values of these attributes, but for those that are not known. */
  Map<String, String> of(Member member, Set<String> attributes) {
    var recorded = member.atStart().facts();
    if (recorded.keySet().containsAll(attributes)) {
      return recorded;
    }
    var facts = new HashMap<>(recorded);
    var read = said.apply(member.details());
    for (var attribute : attributes) {
      if (recorded.containsKey(attribute)) {
        continue;
      }
      if (read.isEmpty() || attribute.equals(NETWORK) || trusted.contains(attribute)) {
        unrecorded.merge(attribute, 1, Integer::sum);
      } else {
        facts.put(attribute, FactValue.of(read.get().valueOf(attribute)));
      }
    }
    return facts;
  }

  /** What the player said of a stream; nothing if its details are not at hand. */
  Attributes saidIn(Details details) {
    return said.apply(details).orElse(Attributes.NONE);
  }

  /** How many streams have no record of each attribute. */
  SortedMap<String, Integer> unrecorded() {
    return new TreeMap<>(unrecorded);
  }
}
