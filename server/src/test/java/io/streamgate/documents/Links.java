package io.streamgate.documents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Links between documents: each points to an existing file, and to a heading in it. */
final class Links {

  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*|/.*");

  private Links() {}

  /** Each broken relative link in {@code document}, with its target. */
  static List<String> faultsIn(Path document) {
    var text = FENCED.matcher(Documents.read(document)).replaceAll("");
    var faults = new ArrayList<String>();
    for (var link : LINK.matcher(text).results().map(match -> match.group(1)).toList()) {
      if (!ELSEWHERE.matcher(link).matches() && !isGood(document, link)) {
        faults.add(document + " links to " + link + ", which is not there");
      }
    }
    return faults;
  }

  private static boolean isGood(Path document, String link) {
    var parts = link.split("#", 2);
    var target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
    return Files.exists(target)
        && (parts.length == 1 || anchors(target).anyMatch(parts[1]::equals));
  }

  /** The anchors of the headings: lower case, hyphens for spaces, no other punctuation. */
  private static Stream<String> anchors(Path target) {
    return HEADING
        .matcher(Documents.read(target))
        .results()
        .map((MatchResult match) -> match.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'));
  }
}
