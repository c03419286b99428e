package io.streamgate.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One package of the product, with its subpackages that have no line of their own, and its allowed
 * dependencies.
 *
 * @param name the package, without {@code io.streamgate}; empty for the root, which contains Main
 * @param uses the other packages of the product that it may use
 * @param libraries the packages outside the product that it may use, with their subpackages
 * @param closed the packages of the JDK that it may not use, with their subpackages
 */
record Part(String name, List<String> uses, List<String> libraries, List<String> closed) {

  private static final String PRODUCT = "io.streamgate";
  private static final String LOG = "org.slf4j";
  private static final String VERTX = "io.vertx";
  private static final String JACKSON = "tools.jackson";
  private static final List<String> JDBC = List.of("java.sql", "javax.sql");

  /** The arrows of docs/ARCHITECTURE.md. Add a line for a new package here and there. */
  static final List<Part> ALL =
      List.of(
          part(""),
          part("lease").closedTo("java.io", "java.net", "java.nio.channels", "java.nio.file"),
          part("failure"),
          part("identity").using("lease"),
          part("identity.backend").using("identity").with(JACKSON),
          part("identity.jwt")
              .using("identity", "identity.operator", "lease", "failure")
              .with(LOG, "com.nimbusds.jose"),
          part("identity.operator").using("identity"),
          part("policy").using("identity", "lease"),
          part("plans").using("policy", "lease", "text").with(LOG, "org.snakeyaml.engine"),
          part("text"),
          part("limiter").using("policy", "identity", "store", "lease", "failure"),
          part("dryrun").using("limiter", "policy", "identity", "lease"),
          part("admin")
              .using(
                  "limiter", "dryrun", "policy", "identity", "identity.operator", "store", "lease"),
          part("store").using("lease"),
          part("store.memory").using("store", "lease"),
          part("store.sqlite")
              .using("store.sqlite.journal", "store.sqlite.directory", "store", "lease")
              .with(LOG, "java.sql"),
          part("store.sqlite.journal")
              .using("store.sqlite.directory", "store", "lease")
              .with(LOG, "org.sqlite", "java.sql", JACKSON),
          part("store.sqlite.directory").with(LOG),
          part("store.shared").using("store", "lease"),
          part("store.dynamodb")
              .using("store.shared", "store", "lease", "failure")
              .with(LOG, "software.amazon.awssdk"),
          part("http.exchange").using("identity", "identity.operator").with(VERTX, JACKSON),
          part("http.edge")
              .using("http.exchange", "identity", "identity.operator", "failure")
              .with(LOG, VERTX, JACKSON, "io.netty"),
          part("http.client").with(VERTX),
          part("http.body").using("http.exchange", "lease").with(VERTX, JACKSON),
          part("http.api")
              .using("http.exchange", "http.body", "limiter", "identity", "lease")
              .with(VERTX, JACKSON),
          part("http.admin")
              .using(
                  "http.exchange",
                  "http.body",
                  "http.api",
                  "admin",
                  "dryrun",
                  "plans",
                  "policy",
                  "limiter",
                  "identity.operator",
                  "store",
                  "lease")
              .with(VERTX, JACKSON),
          part("http.management").using("http.exchange").with(JACKSON),
          part("http.admin.usage")
              .using("http.exchange", "identity.operator", "usage", "events", "failure")
              .with(VERTX),
          part("http.pages").using("http.exchange").with("org.commonmark"),
          part("telemetry")
              .using("limiter", "admin", "identity", "identity.operator", "lease", "policy", "text")
              .with(LOG, "io.micrometer", "ch.qos.logback"),
          part("usage")
              .using("limiter", "identity", "lease")
              .with("org.apache.datasketches", JACKSON),
          part("events").using("limiter", "identity", "lease").with(LOG, JACKSON),
          part("wiring")
              .using(
                  "config",
                  "http.client",
                  "http.edge",
                  "identity",
                  "identity.backend",
                  "identity.jwt",
                  "identity.operator",
                  "limiter",
                  "telemetry")
              .with(LOG, VERTX),
          part("command")
              .using(
                  "config",
                  "plans",
                  "dryrun",
                  "policy",
                  "lease",
                  "http.body",
                  "store.sqlite.journal",
                  "store.sqlite.directory",
                  "usage",
                  "text"),
          part("config")
              .using(
                  "policy",
                  "plans",
                  "identity",
                  "identity.jwt",
                  "identity.operator",
                  "events",
                  "lease",
                  "text"));

  Part {
    uses = List.copyOf(uses);
    libraries = List.copyOf(libraries);
    closed = List.copyOf(closed);
  }

  /** The part that {@code type} belongs to; empty if no line above covers its package. */
  static Optional<Part> of(JavaClass type) {
    return ALL.stream()
        .filter(part -> part.claims(type.getPackageName()))
        .max(Comparator.comparingInt(part -> part.name.length()));
  }

  /** Whether this part may use {@code type}. */
  boolean mayUse(JavaClass type) {
    var used = type.getPackageName();
    if (isRoot() || isWithin(used, libraries)) {
      return true;
    }
    if (isWithin(used, List.of(PRODUCT))) {
      return of(type).filter(part -> part.equals(this) || uses.contains(part.name)).isPresent();
    }
    return isWithin(used, List.of("java", "javax")) && !isWithin(used, closed);
  }

  /** Whether {@code name} is a part or library that contains {@code type}. */
  boolean means(String name, JavaClass type) {
    return uses.contains(name)
        ? of(type).filter(other -> other.name.equals(name)).isPresent()
        : isWithin(type.getPackageName(), List.of(name));
  }

  /** Whether this is the package of Main, which wires the others together. */
  boolean isRoot() {
    return name.isEmpty();
  }

  private boolean claims(String packageName) {
    return isRoot()
        ? packageName.equals(PRODUCT)
        : isWithin(packageName, List.of(PRODUCT + "." + name));
  }

  private Part using(String... names) {
    return new Part(name, List.of(names), libraries, closed);
  }

  private Part with(String... packages) {
    var all = Stream.concat(libraries.stream(), Stream.of(packages)).toList();
    return new Part(name, uses, all, closed);
  }

  private Part closedTo(String... packages) {
    var all = Stream.concat(closed.stream(), Stream.of(packages)).toList();
    return new Part(name, uses, libraries, all);
  }

  private static Part part(String name) {
    return new Part(name, List.of(), List.of("org.jspecify.annotations"), JDBC);
  }

  private static boolean isWithin(String used, List<String> packages) {
    return packages.stream().anyMatch(outer -> used.equals(outer) || used.startsWith(outer + "."));
  }
}
