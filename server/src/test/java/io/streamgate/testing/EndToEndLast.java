package io.streamgate.testing;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Tag;

/** Runs the quick tests first: classes tagged {@code e2e} come last, else by name. */
public final class EndToEndLast implements ClassOrderer {

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(
            Comparator.comparing(EndToEndLast::isEndToEnd)
                .thenComparing(descriptor -> descriptor.getTestClass().getName()));
  }

  private static boolean isEndToEnd(ClassDescriptor descriptor) {
    return descriptor.findRepeatableAnnotations(Tag.class).stream()
        .anyMatch(tag -> tag.value().equals("e2e"));
  }
}
