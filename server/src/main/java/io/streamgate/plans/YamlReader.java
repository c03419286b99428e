package io.streamgate.plans;

import io.streamgate.plans.Yaml.Faulty;
import io.streamgate.plans.Yaml.KeyValue;
import io.streamgate.plans.Yaml.Mapping;
import io.streamgate.plans.Yaml.Scalar;
import io.streamgate.plans.Yaml.Sequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document from the parser's events. Anchors and aliases, by which a small file
 * becomes a huge one, tags and further documents are mistakes. No tag is resolved, so that unquoted
 * {@code no}, {@code 1.0} and dates are the text that is written.
 */
final class YamlReader {

  /** More than the format has. */
  private static final int MOST_LEVELS = 12;

  private final Mistakes mistakes;
  private final Iterator<Event> events;

  private YamlReader(Iterator<Event> events, Mistakes mistakes) {
    this.events = events;
    this.mistakes = mistakes;
  }

  /** The document; {@link Faulty} if it is no YAML, and if there is none. */
  static Yaml read(String text, Mistakes mistakes) {
    var settings = LoadSettings.builder().setCodePointLimit(text.length() + 1).build();
    var events = new Parse(settings).parseString(text).iterator();
    try {
      return new YamlReader(events, mistakes).document();
    } catch (MarkedYamlEngineException e) {
      mistakes.add(line(e.getProblemMark()), "no YAML: " + e.getProblem());
    } catch (ReaderException e) {
      var line = text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count() + 1;
      mistakes.add((int) line, "no YAML: it has the character U+%04X".formatted(e.getCodePoint()));
    } catch (TooDeep e) {
      mistakes.add(e.line, "nested too deeply; docs/PLANS.md has the format");
    } catch (YamlEngineException e) {
      mistakes.add(1, "no YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    return new Faulty(1);
  }

  /** Stops the reading: what follows would be as deep. */
  private static final class TooDeep extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int line;

    private TooDeep(int line) {
      super(null, null, false, false);
      this.line = line;
    }
  }

  private Yaml document() {
    Yaml document = new Faulty(1);
    var documents = 0;
    while (events.hasNext()) {
      var event = events.next();
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        mistakes.add(line(event), "a second document; write all plans into one");
        return document;
      }
      if (event instanceof NodeEvent) {
        document = node(event, 1);
      }
    }
    if (documents == 0) {
      mistakes.add(1, "the file is empty; write at least default and plans");
    }
    return document;
  }

  private Yaml node(Event event, int level) {
    if (level > MOST_LEVELS) {
      throw new TooDeep(line(event));
    }
    return switch (event) {
      case AliasEvent _ -> faulty(event, "an alias; write the value out");
      case ScalarEvent scalar -> {
        refuseMarks(scalar, scalar.getTag());
        yield new Scalar(line(event), scalar.getValue(), scalar.isPlain());
      }
      case MappingStartEvent mapping -> mapping(mapping, level);
      default -> sequence((CollectionStartEvent) event, level);
    };
  }

  private Yaml mapping(MappingStartEvent start, int level) {
    refuseMarks(start, start.getTag());
    List<KeyValue> entries = new ArrayList<>();
    for (var event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      var key = node(event, level + 1);
      var value = node(events.next(), level + 1);
      if (key instanceof Scalar scalar) {
        entries.add(new KeyValue(scalar, value));
      } else if (!(key instanceof Faulty)) {
        faulty(event, "a key that is a list or a mapping; use text");
      }
    }
    return new Mapping(line(start), entries);
  }

  private Yaml sequence(CollectionStartEvent start, int level) {
    refuseMarks(start, start.getTag());
    List<Yaml> items = new ArrayList<>();
    for (var event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      items.add(node(event, level + 1));
    }
    return new Sequence(line(start), items);
  }

  private void refuseMarks(NodeEvent event, Optional<String> tag) {
    if (event.getAnchor().isPresent()) {
      mistakes.add(line(event), "an anchor; write the value out where it is used");
    }
    if (tag.isPresent()) {
      mistakes.add(line(event), "a tag; leave it out, values need none");
    }
  }

  private Faulty faulty(Event event, String mistake) {
    mistakes.add(line(event), mistake);
    return new Faulty(line(event));
  }

  private static int line(Event event) {
    return line(event.getStartMark());
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }
}
