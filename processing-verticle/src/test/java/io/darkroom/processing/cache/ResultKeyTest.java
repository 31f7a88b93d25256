package io.darkroom.processing.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultKeyTest {
  private static final String SOURCE = "a".repeat(64);
  private static final String MARK = "watermark:img_01hzzzzzzzzzzzzzzzzzzzzzzz/jpeg";

  private static ResultKey key(String recipe, String engine, List<ImageFormat> accepted) {
    return key(recipe, engine, accepted, "usr_1");
  }

  private static ResultKey key(
      String recipe, String engine, List<ImageFormat> accepted, String owner) {
    return ResultKey.of(SOURCE, Recipes.parseText(recipe), engine, accepted, owner);
  }

  @Test
  void spellingDoesNotMatter() {
    assertThat(key("resize:80x60,fit=inside/jpeg", "1", List.of()))
        .isEqualTo(key("resize:80x60/jpeg", "1", List.of()));
  }

  @Test
  void recipeAndEngineMatter() {
    ResultKey key = key("resize:80x60/jpeg", "1", List.of());

    assertThat(key("resize:80x61/jpeg", "1", List.of())).isNotEqualTo(key);
    assertThat(key("resize:80x60/jpeg", "2", List.of())).isNotEqualTo(key);
  }

  @Test
  void acceptedFormatsMatterForAutoOnly() {
    List<ImageFormat> webp = List.of(ImageFormat.WEBP);

    assertThat(key("auto", "1", webp)).isNotEqualTo(key("auto", "1", List.of()));
    assertThat(key("jpeg", "1", webp)).isEqualTo(key("jpeg", "1", List.of()));
  }

  @Test
  void theOwnerMattersOnlyWhenTheRecipeNamesImages() {
    assertThat(key(MARK, "1", List.of(), "usr_2")).isNotEqualTo(key(MARK, "1", List.of(), "usr_1"));
    assertThat(key("jpeg", "1", List.of(), "usr_2"))
        .isEqualTo(key("jpeg", "1", List.of(), "usr_1"));
  }
}
