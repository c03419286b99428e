package io.streamgate.store.dynamodb.race;

import io.streamgate.lease.id.Sid;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.dynamodb.node.RawItem;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the answers that players received with the final state. Includes every start of the
 * race.
 *
 * @param limit the number of members that no answer may exceed
 */
record Audit(int limit, List<Told> told, List<Member> members, List<Ended> history, RawItem item) {

  Audit {
    told = List.copyOf(told);
    members = List.copyOf(members);
    history = List.copyOf(history);
  }

  /** The names of the streams that were admitted according to their answers. */
  List<String> admitted() {
    return told.stream().filter(Told::isAdmitted).map(Told::name).toList();
  }

  /** Descriptions of all contradictions; empty if there are none. */
  List<String> faults() {
    var faults = new ArrayList<>(item.contradictions());
    if (members.size() > limit) {
      faults.add("%d members exceed the limit of %d".formatted(members.size(), limit));
    }
    told.forEach(each -> faults.addAll(faults(each)));
    return faults;
  }

  private List<String> faults(Told each) {
    var faults = new ArrayList<String>();
    if (each.members() > limit) {
      faults.add("the answer to %s has %d members".formatted(each.name(), each.members()));
    }
    if (each.isAdmitted() && !isMember(each.sid()) && !isOnRecord(each.sid())) {
      faults.add(each.name() + " was admitted, but is lost");
    }
    if (!each.isAdmitted() && (isMember(each.sid()) || isOnRecord(each.sid()))) {
      faults.add(each.name() + " was refused, but exists");
    }
    if (each.isOver() && !isOnRecord(each.sid())) {
      faults.add(each.name() + " has ended, but is not on record");
    }
    if (isMember(each.sid()) && isOnRecord(each.sid())) {
      faults.add(each.name() + " is a member, but also on record as ended");
    }
    if (each.isUnknown()) {
      faults.add(each.name() + " was told that it is unknown");
    }
    return faults;
  }

  boolean isMember(Sid sid) {
    return members.stream().anyMatch(member -> member.id().hasSid(sid));
  }

  boolean isOnRecord(Sid sid) {
    return history.stream().anyMatch(ended -> ended.id().hasSid(sid));
  }
}
