package io.streamgate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.streamgate.plans.PlansReader;
import io.streamgate.plans.PlansReader.Verdict;
import io.streamgate.plans.ServiceBounds;
import io.streamgate.policy.Catalog;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executes the files of plans in docs/PLANS.md: each decides the starts as its table says. */
final class PlansDocumentTest {

  private static final String PAGE = Documents.read(Documents.ROOT.resolve("docs/PLANS.md"));
  private static final Pattern NAME_OF_RULE = Pattern.compile("name: ([a-z0-9-]+)");
  private static final List<String> PRODUCTS =
      List.of("Adobe Concurrency Monitoring", "Kaltura", "NAGRA", "Vimond", "Brightcove");

  private static Stream<Recipe> all() {
    return Recipe.in(PAGE).stream();
  }

  private static Stream<Recipe> recipes() {
    return all().filter(recipe -> !recipe.starts().isEmpty());
  }

  private static Catalog catalog(Recipe recipe) {
    return switch (PlansReader.read(recipe.plans(), new ServiceBounds(1_000, 600))) {
      case Verdict.Usable(var catalog) -> catalog;
      case Verdict.Unusable(var mistakes) -> throw new AssertionError(mistakes);
    };
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void aRecipeDecidesTheStartsAsItsTableSays(Recipe recipe) {
    assertThat(recipe.played(catalog(recipe)))
        .isEqualTo(recipe.starts().stream().map(Recipe.Row::becomes).toList());
  }

  /** A rule whose table never reaches it is not shown to work. */
  @ParameterizedTest
  @MethodSource("recipes")
  void eachRuleOfARecipeDecidesAStart(Recipe recipe) {
    var decided =
        recipe.starts().stream().map(Recipe.Row::becomes).collect(Collectors.joining("\n"));

    assertThat(NAME_OF_RULE.matcher(recipe.plans()).results().map(name -> name.group(1)))
        .allMatch(rule -> decided.contains("`" + rule + "`"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aFileFitsTheSchema(Recipe recipe) {
    var schema =
        SchemaRegistry.withDialect(Dialects.getDraft202012())
            .getSchema(
                Documents.read(Documents.ROOT.resolve("docs/api/plans.schema.json")),
                InputFormat.JSON);

    assertThat(schema.validate(recipe.plans(), InputFormat.YAML)).isEmpty();
  }

  @Test
  void everyProductHasRecipesAndEveryTableAFile() {
    assertThat(recipes()).hasSizeGreaterThan(15);
    assertThat(all()).hasSize((int) recipes().count() + 1);
    assertThat(recipes().mapToInt(recipe -> recipe.starts().size()).sum())
        .isEqualTo(rowsAfter("### Adobe"));
    for (var product : PRODUCTS) {
      var section = PAGE.split("\n### " + product + "\n", 2)[1].split("\n##", 2)[0];
      assertThat(Recipe.in(section + "\n")).as(product).isNotEmpty();
    }
  }

  private static int rowsAfter(String heading) {
    var rows =
        PAGE.substring(PAGE.indexOf(heading))
            .lines()
            .filter(line -> line.startsWith("| "))
            .toList();
    var headings = rows.stream().filter(line -> line.startsWith("| token")).count();
    return (int) (rows.size() - headings);
  }

  /** The tables of the keys are those of the reader: it says them if it meets another one. */
  @Test
  void everyKeyIsExplained() {
    var words = new TreeSet<String>();
    for (var file : List.of("x:", "plans: {a: {x: }}", "plans: {a: {rules: [{x: }]}}")) {
      var unusable = (Verdict.Unusable) PlansReader.read(file, new ServiceBounds(100, 600));
      var unknown = unusable.mistakes().stream().filter(m -> m.text().contains("'x'")).toList();
      assertThat(unknown).hasSize(1);
      words.addAll(List.of(unknown.getFirst().text().split("use ", 2)[1].split(", ")));
    }

    assertThat(words).hasSize(15);
    assertThat(words).allMatch(key -> PAGE.contains("\n| `" + key + "` | "));
  }
}
