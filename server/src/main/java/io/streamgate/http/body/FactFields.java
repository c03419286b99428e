package io.streamgate.http.body;

import io.streamgate.lease.Amendment.Objection;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.rule.FactValue;
import io.streamgate.lease.stream.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a body has the attributes that rules look at: four in fields of their own, all others that
 * are not built in among its {@code attributes}.
 */
public final class FactFields {

  private static final Map<String, Field> OF_THEIR_OWN =
      Stream.of(Field.CONTENT_TYPE, Field.CONTENT_ID, Field.DEVICE_ID, Field.DEVICE_TYPE)
          .collect(Collectors.toUnmodifiableMap(Field::jsonName, Function.identity()));

  private static final String FIXED =
      "is fixed when a stream starts, because a rule looks at it;"
          + " to change it, start a new stream that takes over this one";

  private FactFields() {}

  /** What {@code fields} say of {@code attribute}; empty if nothing. */
  public static String valueOf(BodyFields fields, String attribute) {
    var own = OF_THEIR_OWN.get(attribute);
    if (own != null) {
      return fields.text(own).orElse("");
    }
    return !Attributes.BUILT_IN.contains(attribute)
            && fields.values().get(Field.ATTRIBUTES) instanceof FieldValue.Attributes(var all)
            && all.get(attribute) instanceof FieldValue.Text(var text)
        ? text
        : "";
  }

  /**
   * The objections to a patch that would make another stream of {@code current}: a fact on record
   * stays as it was at the start. A patch may repeat it.
   */
  static List<Objection> objections(BodyFields patch, Member current) {
    var facts = current.atStart().facts();
    if (facts.isEmpty()) {
      return List.of();
    }
    var stored = StoredDetails.read(current.details());
    var objections = new ArrayList<Objection>();
    for (var attribute : new TreeSet<>(facts.keySet())) {
      var next = valueOf(patch, attribute);
      if (names(patch, attribute)
          && !FactValue.of(next).equals(facts.get(attribute))
          && !next.equals(valueOf(stored, attribute))) {
        objections.add(objection(patch, attribute));
      }
    }
    return objections;
  }

  private static boolean names(BodyFields patch, String attribute) {
    var own = OF_THEIR_OWN.get(attribute);
    if (own != null) {
      return patch.values().containsKey(own);
    }
    if (Attributes.BUILT_IN.contains(attribute)) {
      return false;
    }
    return switch (patch.values().get(Field.ATTRIBUTES)) {
      case FieldValue.Attributes(var all) -> all.containsKey(attribute);
      case FieldValue.Nothing() -> true;
      case null, default -> false;
    };
  }

  private static Objection objection(BodyFields patch, String attribute) {
    if (OF_THEIR_OWN.containsKey(attribute)) {
      return new Objection(BodyReader.pointer("", attribute), FIXED);
    }
    var attributes = BodyReader.pointer("", Field.ATTRIBUTES.jsonName());
    return patch.values().get(Field.ATTRIBUTES) instanceof FieldValue.Nothing
        ? new Objection(attributes, "would remove " + attribute + ", which " + FIXED)
        : new Objection(BodyReader.pointer(attributes, attribute), FIXED);
  }
}
