package io.streamgate.store.dynamodb.item;

import io.streamgate.lease.stream.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The device marks of a viewer's members: with them a start knows without a read that no stream of
 * its own device is running.
 *
 * <p>Where a policy counts the streams of one device, several can share a mark, and the end of one
 * must not take it from the others. Then the mark is there a second time with {@value #SHARED} in
 * front, which makes an end work out the set anew.
 */
final class DeviceMarks {

  static final String SHARED = "+";

  private DeviceMarks() {}

  /** The mark as it is once more where several members may share it. */
  static String shared(String mark) {
    return SHARED + mark;
  }

  /** The marks of all members, and which of them are shared. */
  static Set<String> of(List<Member> members) {
    var marks = new HashSet<String>();
    for (var member : members) {
      var mark = member.id().sid().deviceMark();
      if (mark.isPresent() && !marks.add(mark.get())) {
        marks.add(shared(mark.get()));
      }
    }
    return marks;
  }
}
