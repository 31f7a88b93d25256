package io.darkroom.codecs.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.failure.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Pairs of both wire forms, as clients depend on them. */
  static List<JsonNode> golden() throws IOException {
    try (InputStream in = RecipesTest.class.getResourceAsStream("golden.json")) {
      return List.copyOf(
          JSON.readValue(
              in, JSON.getTypeFactory().constructCollectionType(List.class, JsonNode.class)));
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void bothFormsOfAGoldenRecipeAreStable(JsonNode pair) {
    String text = pair.get("text").textValue();
    Recipe recipe = Recipes.parse(pair.get("json"));

    assertThat(recipe.canonicalText()).isEqualTo(text);
    assertThat(Recipes.parse(pair.get("text"))).isEqualTo(recipe);
    assertThat(Recipes.toJson(recipe)).isEqualTo(pair.get("json"));
  }

  @Test
  void everyOperationHasAGoldenRecipe() throws IOException {
    String all = golden().toString();

    assertThat(Operations.stepNames()).allSatisfy(n -> assertThat(all).contains("\"op\":\"" + n));
    assertThat(Operations.outputNames())
        .allSatisfy(n -> assertThat(all).contains("\"format\":\"" + n));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resize:800x/jpg:quality=80 | resize:800x/jpeg",
        "resize:width=800,height=600 | resize:800x600/auto",
        "resize:800x600,fit=inside,dpr=1.00 | resize:800x600/auto",
        "resize:800x,no-enlarge | resize:800x,noEnlarge/auto",
        "resize:800x,noEnlarge=on/webp:q=80,lossless=false | resize:800x,noEnlarge/webp",
        "greyscale/background:#FF8800FF | grayscale/background:ff8800/auto",
        "background:orange | background:ffa500/auto",
        "crop:10p,10p,80p,80.50% | crop:10%,10%,80%,80.5%/auto",
        "crop:w=100,h=50,g=north | crop:w=100,h=50,g=north/auto",
        "rotate:-0 | rotate:0/auto",
        "autoorient:off | autoorient:false/auto",
        "text:a%2Fb%2c%20c | text:a%2Fb%2C%20c/auto",
        "jpeg:progressive,q=70 | jpeg:q=70,p",
      })
  void shortAndLongSpellingsHaveOneCanonicalText(String text, String canonical) {
    assertThat(Recipes.parseText(text).canonicalText()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resize:0x10 | /steps/0/width",
        "resize:800 x600 | /steps/0/width",
        "resize:1x2x3 | /steps/0",
        "resize | /steps/0",
        "blur:2/resize:fit=cover | /steps/1",
        "blur | /steps/0/sigma",
        "blur:2,3 | /steps/0",
        "blur:2,sigma=3 | /steps/0/sigma",
        "blur:1e2 | /steps/0/sigma",
        "flip:1 | /steps/0",
        "explode | /steps/0",
        "webp/flip | /steps/0",
        "flip//flop | /steps/1",
        "flip/ | /steps/1",
        "flip/webp:q=101 | /output/quality",
        "tint:nocolour | /steps/0/colour",
        "text:%zz | /steps/0/text",
        "text:%ff | /steps/0/text",
        "crop:10,,5,5 | /steps/0/y",
        "resize:10x10,fx=0.5 | /steps/0",
      })
  void aFaultIsNamedWhereItIs(String text, String pointer) {
    assertThat(violations(text)).extracting(Violation::pointer).contains(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "3",
        "null",
        "{\"steps\":{}}",
        "{\"steps\":[3]}",
        "{\"steps\":[{\"op\":7}]}",
        "{\"steps\":[{\"op\":\"flip\",\"x\":1}]}",
        "{\"steps\":[{\"op\":\"blur\",\"sigma\":\"2\"}]}",
        "{\"steps\":[{\"op\":\"blur\",\"sigma\":1e400}]}",
        "{\"steps\":[{\"op\":\"resize\",\"width\":8.5}]}",
        "{\"output\":{\"format\":\"jpg2\"}}",
        "{\"output\":null}",
        "{\"more\":1,\"output\":{\"format\":\"png\"}}",
      })
  void aWrongObjectIsAnInvalidRecipe(String json) throws IOException {
    JsonNode node = JSON.readTree(json);
    FailureException refused =
        catchThrowableOfType(FailureException.class, () -> Recipes.parse(node));

    assertThat(refused.failure().code()).isEqualTo(FailureCode.INVALID_RECIPE);
    assertThat(refused.failure().violations()).isNotEmpty();
  }

  @Test
  void everyFaultIsReportedAtOnce() {
    assertThat(violations("blur:0/flip:1/explode/webp:q=0")).hasSize(4);
  }

  @Test
  void limitsAreHeld() {
    assertThat(Recipes.parseText("flip/".repeat(31) + "flip").steps()).hasSize(32);
    assertThat(violations("flip/".repeat(32) + "flip")).isNotEmpty();
    assertThat(violations("text:" + "a".repeat(4092))).isNotEmpty();
    assertThat(violations("")).isNotEmpty();
  }

  @Test
  void aTextNodeIsTheTextForm() {
    Recipe recipe = Recipes.parse(TextNode.valueOf("watermark:img_1/watermark:img_2/png"));

    assertThat(recipe.watermarkImages()).containsExactly("img_1", "img_2");
    assertThat(recipe.output().maxBytes()).isEqualTo(Optional.empty());
  }

  @Test
  void theSchemaDescribesDefaultsAndRanges() {
    JsonNode catalogue = Operations.catalogue();
    JsonNode blur =
        catalogue.at("/steps").findParents("title").stream()
            .filter(schema -> schema.get("title").textValue().equals("blur"))
            .findFirst()
            .orElseThrow();

    assertThat(blur.at("/properties/sigma/minimum").doubleValue()).isEqualTo(0.3);
    assertThat(blur.at("/required").toString()).isEqualTo("[\"op\",\"sigma\"]");
    assertThat(Operations.schema().at("/properties/steps/items/oneOf")).hasSize(31);
  }

  private static List<Violation> violations(String text) {
    FailureException refused =
        catchThrowableOfType(FailureException.class, () -> Recipes.parseText(text));
    assertThat(refused).as(text).isNotNull();
    assertThat(refused.failure().code()).isEqualTo(FailureCode.INVALID_RECIPE);
    return refused.failure().violations();
  }
}
