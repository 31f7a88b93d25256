package io.darkroom.codecs.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecipeRoundTripTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 500)
  void theCanonicalTextReadsBackAsTheSameRecipe(@ForAll("recipes") Recipe recipe) {
    String text = recipe.canonicalText();

    assertThat(Recipes.parseText(text)).isEqualTo(recipe);
    assertThat(Recipes.parseText(text).canonicalText()).isEqualTo(text);
  }

  @Property(tries = 500)
  void theJsonReadsBackAsTheSameRecipe(@ForAll("recipes") Recipe recipe)
      throws JsonProcessingException {
    JsonNode json = JSON.readTree(Recipes.toJson(recipe).toString());

    assertThat(Recipes.parseJson(json)).isEqualTo(recipe);
  }

  @Property(tries = 2000)
  void noTextDoesMoreThanBeRefused(@ForAll("garbage") String text) {
    try {
      assertThat(Recipes.parseText(text)).isNotNull();
    } catch (FailureException refused) {
      assertThat(refused.failure().code()).isEqualTo(FailureCode.INVALID_RECIPE);
      assertThat(refused.failure().violations()).isNotEmpty();
    }
  }

  @Property(tries = 500)
  void noChangedJsonDoesMoreThanBeRefused(
      @ForAll("recipes") Recipe recipe, @ForAll int seed, @ForAll("garbage") String junk)
      throws JsonProcessingException {
    String json = Recipes.toJson(recipe).toString();
    int at = Math.floorMod(seed, json.length());
    String changed = json.substring(0, at) + JSON.writeValueAsString(junk) + json.substring(at + 1);
    try {
      JsonNode node = JSON.readTree(changed);
      assertThat(Recipes.parse(node)).isNotNull();
    } catch (FailureException | JsonProcessingException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> garbage() {
    Arbitrary<String> words =
        Arbitraries.of(
            "resize",
            "crop",
            "blur",
            "webp",
            "jpeg",
            "text",
            "fit",
            "q",
            ":",
            "/",
            ",",
            "=",
            "x",
            "%",
            "%41",
            "-",
            "1",
            "99999999999",
            "0.5",
            "#",
            "ff8800",
            "cover",
            "p",
            "\u0000",
            "é");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(60),
        words.list().ofMaxSize(12).map(parts -> String.join("", parts)));
  }

  @Provide
  Arbitrary<Recipe> recipes() {
    Arbitrary<Step> step = oneOf(Step.class).map(Step.class::cast);
    Arbitrary<Output> output = oneOf(Output.class).map(Output.class::cast);
    return Combinators.combine(step.list().ofMaxSize(6), output)
        .as(Recipe::new)
        .filter(recipe -> recipe.canonicalText().length() <= Recipes.MAX_TEXT);
  }

  private static Arbitrary<Described> oneOf(Class<?> kind) {
    List<Arbitrary<Described>> each =
        Stream.of(kind.getPermittedSubclasses()).map(RecipeRoundTripTest::record).toList();
    return Arbitraries.oneOf(each).filter(record -> record.conflict().isEmpty());
  }

  private static Arbitrary<Described> record(Class<?> type) {
    OperationCodec<?> codec = OperationCodec.describe(type.asSubclass(Described.class));
    if (codec.parameters().isEmpty()) {
      return Arbitraries.just(make(codec, List.of()));
    }
    List<Arbitrary<Object>> values =
        codec.parameters().stream().map(RecipeRoundTripTest::component).toList();
    return Combinators.combine(values).as(chosen -> make(codec, chosen));
  }

  private static Described make(OperationCodec<?> codec, List<Object> values) {
    try {
      return codec.constructor().newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no such record", e);
    }
  }

  private static Arbitrary<Object> component(Parameter parameter) {
    RecordComponent component = parameter.component();
    Arbitrary<?> value = value(parameter);
    return component.getType() == Optional.class
        ? value.optional().map(Object.class::cast)
        : value.map(Object.class::cast);
  }

  private static Arbitrary<?> value(Parameter parameter) {
    Param about = parameter.about();
    if (parameter.raw() == String.class) {
      return about.pattern().isEmpty()
          ? Arbitraries.strings().withChars("aZ0/,:=% é漢\n~+").ofMinLength(1).ofMaxLength(40)
          : Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(20);
    }
    if (parameter.raw() == Colour.class) {
      return Combinators.combine(octet(), octet(), octet(), octet()).as(Colour::new);
    }
    if (parameter.raw() == Length.class) {
      return Arbitraries.oneOf(
          Arbitraries.integers().between(0, 5000).map(Length::pixels),
          Arbitraries.doubles().between(0, 100).ofScale(2).map(Length::percent));
    }
    if (parameter.raw() == int.class || parameter.raw() == Integer.class) {
      return Arbitraries.integers().between((int) about.min(), (int) about.max());
    }
    if (parameter.raw() == double.class || parameter.raw() == Double.class) {
      return Arbitraries.doubles()
          .between(about.min(), about.max())
          .ofScale(2)
          .map(NumberType::rounded);
    }
    return parameter.raw() == boolean.class
        ? Arbitraries.of(true, false)
        : Arbitraries.of(parameter.raw().getEnumConstants());
  }

  private static Arbitrary<Integer> octet() {
    return Arbitraries.integers().between(0, 255);
  }
}
