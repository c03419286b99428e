package io.streamgate.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;

/**
 * Package dependencies: every package is known, uses only what its line allows, and is in no cycle.
 */
final class Arrows {

  private Arrows() {}

  /** Each use that {@link Part#ALL} does not allow, with its place and what to do instead. */
  static List<String> faultsIn(JavaClasses classes) {
    return classes.stream().flatMap(Arrows::faultsOf).distinct().sorted().toList();
  }

  /**
   * Each allowed use in {@link Part#ALL} that does not occur: the table shows real dependencies.
   */
  static List<String> unusedIn(JavaClasses classes) {
    return Part.ALL.stream()
        .filter(part -> !part.isRoot())
        .flatMap(part -> unusedBy(part, classes))
        .toList();
  }

  private static Stream<String> unusedBy(Part part, JavaClasses classes) {
    var used =
        classes.stream()
            .filter(type -> Part.of(type).filter(part::equals).isPresent())
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .toList();
    return Stream.concat(part.uses().stream(), part.libraries().stream())
        .filter(name -> used.stream().noneMatch(type -> part.means(name, type)))
        .map(
            name ->
                "%s may use %s, and does not: take that out of Part.ALL and docs/ARCHITECTURE.md"
                    .formatted(part.name(), name));
  }

  /** Each cycle of packages. */
  static List<String> cyclesIn(JavaClasses classes) {
    var acyclic =
        SlicesRuleDefinition.slices()
            .assignedFrom(new ByPackage())
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);
    return acyclic.evaluate(classes).getFailureReport().getDetails().stream()
        .map(ring -> "Move what both need to the package that knows less: " + ring)
        .toList();
  }

  private static Stream<String> faultsOf(JavaClass type) {
    return Part.of(type)
        .map(part -> faultsOf(type, part))
        .orElseGet(() -> Stream.of(unknownPackage(type)));
  }

  private static Stream<String> faultsOf(JavaClass type, Part part) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> !part.mayUse(dependency.getTargetClass().getBaseComponentType()))
        .map(dependency -> forbiddenUse(dependency, part));
  }

  private static String unknownPackage(JavaClass type) {
    return ("package %s is not in the table of parts: put %s into one of the known packages, or"
            + " give the new one a line in Part.ALL and in docs/ARCHITECTURE.md")
        .formatted(type.getPackageName(), type.getSimpleName());
  }

  private static String forbiddenUse(Dependency dependency, Part part) {
    return ("%s uses %s, but %s may use only %s: go through one of those, move the code to the"
            + " package whose business it is, or take what is needed as an argument")
        .formatted(
            dependency.getOriginClass().getName(),
            dependency.getTargetClass().getBaseComponentType().getName(),
            part.name(),
            allowed(part));
  }

  private static String allowed(Part part) {
    var names = Stream.concat(part.uses().stream(), part.libraries().stream()).toList();
    return "the JDK (without "
        + String.join(", ", part.closed())
        + ") and "
        + String.join(", ", names);
  }

  private static final class ByPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
