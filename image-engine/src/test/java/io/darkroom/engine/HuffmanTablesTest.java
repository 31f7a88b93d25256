package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipes;
import java.nio.ByteBuffer;

/** Large JPEGs are written with the tables of the standard, by every lane of ours that chooses. */
class HuffmanTablesTest {
  /** Codes in the four tables of the standard together. */
  private static final int STANDARD_CODES = 12 + 162 + 12 + 162;

  @OnEveryEngine
  void largeJpegsHaveFixedTablesAndOthersTheirOwn(ImageEngine engine) {
    byte[] photo = Fixtures.jpeg(1500, 1100);
    assertThat(codes(render(engine, photo, "brightness:1.1/jpeg"))).isEqualTo(STANDARD_CODES);
    assertThat(codes(render(engine, photo, "grayscale/blur:1/jpeg")))
        .isIn(STANDARD_CODES / 2, STANDARD_CODES);
    if (engine.describe().lanes().size() > 1) {
      assertThat(codes(render(engine, photo, "resize:1200x/jpeg"))).isLessThan(STANDARD_CODES);
    }
  }

  private static ByteBuffer render(ImageEngine engine, byte[] source, String recipe) {
    return engine
        .render(ImageSource.of(source), Recipes.parseText(recipe), RenderOptions.defaults())
        .bytes();
  }

  /** Codes that all tables of a JPEG define. */
  private static int codes(ByteBuffer jpeg) {
    int codes = 0;
    int at = 2;
    while ((jpeg.get(at + 1) & 0xff) != 0xda) {
      int end = at + 2 + (jpeg.getShort(at + 2) & 0xffff);
      if ((jpeg.get(at + 1) & 0xff) == 0xc4) {
        for (int table = at + 4; table < end; ) {
          int size = 0;
          for (int bits = 1; bits <= 16; bits++) {
            size += jpeg.get(table + bits) & 0xff;
          }
          codes += size;
          table += 17 + size;
        }
      }
      at = end;
    }
    return codes;
  }
}
