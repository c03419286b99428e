package io.streamgate.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A type's simple name exists once, so that it is unambiguous to a reader. The cases of a sealed
 * interface may repeat a name, because they are read with the name of their interface: {@code
 * StartDecision.Refused}, {@code StartAnswer.Refused}.
 */
final class Names {

  private Names() {}

  /** Each name shared by two types. */
  static List<String> faultsIn(JavaClasses classes) {
    return classes.stream()
        .filter(type -> !type.getSimpleName().isEmpty() && !isCase(type))
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .collect(Collectors.groupingBy(JavaClass::getSimpleName))
        .entrySet()
        .stream()
        .filter(named -> named.getValue().size() > 1)
        .map(named -> fault(named.getKey(), named.getValue()))
        .sorted()
        .toList();
  }

  private static boolean isCase(JavaClass type) {
    return type.getEnclosingClass()
        .filter(one -> one.isInterface() && type.isAssignableTo(one.getName()))
        .isPresent();
  }

  private static String fault(String name, List<JavaClass> types) {
    var all = types.stream().map(JavaClass::getName).sorted().collect(Collectors.joining(", "));
    return "%s is the name of %s: name each type by what differs".formatted(name, all);
  }
}
