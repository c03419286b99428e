package io.streamgate.plans;

import static io.streamgate.plans.Mistakes.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.lease.rule.Attributes;
import io.streamgate.plans.Yaml.Scalar;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Plan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads plans: {@link #read(Path, ServiceBounds)} a file, {@link #read(String, ServiceBounds)} a
 * text. The outcome is the {@link Catalog} of all plans, or every mistake with its line.
 * Thread-safe, and pure but for the file. docs/PLANS.md has the format.
 */
public final class PlansReader {

  /** The most bytes of a file. */
  public static final int MOST_BYTES = 262_144;

  /** The most plans. */
  public static final int MOST_PLANS = 100;

  /** The most attributes that plans look at: every stream keeps its value of each. */
  public static final int MOST_ATTRIBUTES = 16;

  private static final String DEFAULT = "default";
  private static final String UNKNOWN = "unknown";
  private static final String ATTRIBUTES = "attributes";
  private static final String PLANS = "plans";
  private static final String USE_PLAN = "the name of a plan of this file";

  /** Whether the plans can be used. */
  public sealed interface Verdict {

    /** The plans are usable. */
    record Usable(Catalog catalog) implements Verdict {}

    /**
     * They are not.
     *
     * @param mistakes at least one, in the order of their lines
     */
    record Unusable(List<Mistake> mistakes) implements Verdict {
      public Unusable {
        mistakes = List.copyOf(mistakes);
      }
    }
  }

  private final Mistakes mistakes = new Mistakes();
  private final NodeReader nodes = new NodeReader(mistakes);
  private final Selections selections = new Selections(nodes, mistakes);
  private final ServiceBounds bounds;

  private PlansReader(ServiceBounds bounds) {
    this.bounds = bounds;
  }

  /**
   * Reads a file. Blocks.
   *
   * @throws IOException if there is none that may be read
   */
  public static Verdict read(Path file, ServiceBounds bounds) throws IOException {
    return read(bytes(file), bounds);
  }

  /** The content of a file, of which no more is read than tells that it is too large. */
  static ByteBuffer bytes(Path file) throws IOException {
    try (var open = Files.newInputStream(file)) {
      return ByteBuffer.wrap(open.readNBytes(MOST_BYTES + 1));
    }
  }

  /** Reads a text. */
  public static Verdict read(String text, ServiceBounds bounds) {
    return read(UTF_8.encode(text), bounds);
  }

  /** Reads a text in UTF-8. */
  public static Verdict read(ByteBuffer bytes, ServiceBounds bounds) {
    if (bytes.remaining() > MOST_BYTES) {
      return unusable("the file has more than " + MOST_BYTES / 1024 + " KiB; use fewer plans");
    }
    try {
      return new PlansReader(bounds).verdict(UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return unusable("the file is not in UTF-8; save it in that encoding");
    }
  }

  private static Verdict unusable(String mistake) {
    return new Verdict.Unusable(List.of(new Mistake(1, mistake)));
  }

  private Verdict verdict(String text) {
    var root = YamlReader.read(text, mistakes);
    var catalog = root instanceof Yaml.Faulty ? null : catalog(root);
    return catalog == null || !mistakes.isEmpty()
        ? new Verdict.Unusable(mistakes.all())
        : new Verdict.Usable(catalog);
  }

  private @Nullable Catalog catalog(Yaml root) {
    var fields = nodes.fields(root, "the file", List.of(DEFAULT, UNKNOWN, ATTRIBUTES, PLANS));
    var trusted = trusted(fields.get(ATTRIBUTES));
    var named = nodes.required(fields, PLANS, root, "a mapping of names to plans");
    var names = new LinkedHashSet<String>();
    var plans = named == null ? Map.<String, Plan>of() : plans(named, trusted, names);
    var standard = plan(nodes.required(fields, DEFAULT, root, USE_PLAN), DEFAULT, names, plans);
    var unknown = fields.get(UNKNOWN);
    var ofUnknown = unknown == null ? standard : plan(unknown, UNKNOWN, names, plans);
    return standard == null || ofUnknown == null
        ? null
        : new Catalog(standard, ofUnknown, plans, trusted);
  }

  private Set<String> trusted(@Nullable Yaml node) {
    if (node == null) {
      return Set.of();
    }
    var entries = nodes.entries(node, ATTRIBUTES, "a mapping of names to {from: token}");
    if (entries.size() > MOST_ATTRIBUTES) {
      mistakes.add(node.line(), tooMany(entries.size(), ATTRIBUTES, MOST_ATTRIBUTES));
    }
    var trusted = new HashSet<String>();
    for (var entry : entries) {
      var name = selections.attribute(entry.key(), ATTRIBUTES);
      if (name.filter(Attributes.BUILT_IN::contains).isPresent()) {
        mistakes.add(
            entry.key().line(),
            "attribute %s is the server's own; remove it here".formatted(quoted(name.get())));
      }
      var fields = nodes.fields(entry.value(), "the attribute", List.of("from"));
      var from = nodes.required(fields, "from", entry.value(), "from: token");
      if (from != null && nodes.choice(from, "from", Map.of("token", true)).isPresent()) {
        name.ifPresent(trusted::add);
      }
    }
    return trusted;
  }

  /** The plans without a mistake; {@code names} receives the names of all. */
  private Map<String, Plan> plans(Yaml node, Set<String> trusted, Set<String> names) {
    var entries = nodes.entries(node, PLANS, "a mapping of names to plans");
    if (node instanceof Yaml.Mapping && (entries.isEmpty() || entries.size() > MOST_PLANS)) {
      mistakes.add(node.line(), tooMany(entries.size(), PLANS, MOST_PLANS));
    }
    var reader = new PlanReader(nodes, mistakes, bounds, trusted);
    var plans = new LinkedHashMap<String, Plan>();
    var looked = new LinkedHashSet<String>();
    for (var entry : entries) {
      names.add(entry.key().text());
      var name = nodes.name(entry.key(), "the name of a plan");
      var plan = reader.plan(name.orElse(""), entry.value());
      if (plan != null) {
        plans.put(entry.key().text(), plan);
        looked.addAll(plan.attributes());
      }
    }
    if (looked.size() > MOST_ATTRIBUTES) {
      mistakes.add(
          node.line(),
          "plans look at %d attributes, %s; use at most %d"
              .formatted(looked.size(), String.join(", ", looked), MOST_ATTRIBUTES));
    }
    return plans;
  }

  private @Nullable Plan plan(
      @Nullable Yaml node, String key, Set<String> names, Map<String, Plan> plans) {
    if (node == null) {
      return null;
    }
    if (!(node instanceof Scalar(var line, var name, _)) || name.isEmpty()) {
      nodes.wrong(node, key, USE_PLAN);
      return null;
    }
    if (!names.contains(name)) {
      mistakes.addUnknown(line, key + ": there is no plan", name, names, USE_PLAN);
    }
    return plans.get(name);
  }

  private static String tooMany(int found, String what, int most) {
    return "the file has " + found + " " + what + "; use 1 to " + most;
  }
}
