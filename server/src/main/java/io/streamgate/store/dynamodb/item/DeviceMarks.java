package io.streamgate.store.dynamodb.item;

import io.streamgate.lease.stream.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The device marks of a viewer's members: they tell a start, without a read, that its own device
 * runs no stream.
 *
 * <p>If the policy counts the streams of one device, several members can share a mark. The mark is
 * then stored a second time with the prefix {@value #SHARED}, so that an end computes the set anew
 * instead of removing the mark from the others.
 */
final class DeviceMarks {

  static final String SHARED = "+";

  private DeviceMarks() {}

  /** The marks of all members, including the second form of shared marks. */
  static Set<String> of(List<Member> members) {
    var marks = new HashSet<String>();
    for (var member : members) {
      var mark = member.id().sid().deviceMark();
      if (mark.isPresent() && !marks.add(mark.get())) {
        marks.add(SHARED + mark.get());
      }
    }
    return marks;
  }
}
