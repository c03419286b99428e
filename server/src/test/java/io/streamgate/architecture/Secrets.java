package io.streamgate.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Secrets are compared in constant time. Every other comparison of bytes ends at the first
 * difference, and its duration tells how much of a guess was right. Error Prone refuses {@code
 * equals} on arrays, which compares no content.
 */
final class Secrets {

  /** Where credentials are checked. */
  private static final String CREDENTIALS = "io.streamgate.identity";

  /** Where the only texts that could be compared are secrets. Elsewhere there are ids, too. */
  private static final List<String> WITHOUT_OPEN_TEXT = List.of("io.streamgate.identity.backend");

  private static final Pattern OF_BYTES =
      Pattern.compile(
          "java\\.util\\.Arrays\\.(equals|deepEquals|compare|compareUnsigned|mismatch)"
              + "|java\\.util\\.Objects\\.deepEquals"
              + "|java\\.nio\\.ByteBuffer\\.(equals|compareTo|mismatch)");

  private static final Pattern OF_TEXT =
      Pattern.compile(
          "java\\.lang\\.String\\.(equals|equalsIgnoreCase|compareTo|compareToIgnoreCase"
              + "|contentEquals|regionMatches)|java\\.util\\.Objects\\.equals");

  private Secrets() {}

  /** Each comparison that ends early, with its place and what to do instead. */
  static List<String> faultsIn(JavaClasses classes) {
    return classes.stream()
        .filter(type -> isWithin(type, CREDENTIALS))
        .flatMap(type -> type.getAccessesFromSelf().stream())
        .filter(Secrets::endsEarly)
        .map(Secrets::describe)
        .sorted()
        .toList();
  }

  private static boolean endsEarly(JavaAccess<?> access) {
    var target = target(access);
    return OF_BYTES.matcher(target).matches()
        || (OF_TEXT.matcher(target).matches()
            && WITHOUT_OPEN_TEXT.contains(access.getOriginOwner().getPackageName()));
  }

  private static boolean isWithin(JavaClass type, String packageName) {
    return (type.getPackageName() + ".").startsWith(packageName + ".");
  }

  private static String target(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getTarget().getName();
  }

  private static String describe(JavaAccess<?> access) {
    return "%s uses %s %s: compare secrets by MessageDigest.isEqual, which takes the same time"
            .formatted(
                access.getOriginOwner().getName(), target(access), access.getSourceCodeLocation())
        + " whatever is compared";
  }

  /** The classes of the product that compare secrets. */
  static Stream<String> comparersIn(JavaClasses classes) {
    return classes.stream()
        .filter(
            type ->
                type.getAccessesFromSelf().stream()
                    .anyMatch(
                        access -> target(access).equals("java.security.MessageDigest.isEqual")))
        .map(JavaClass::getName);
  }
}
