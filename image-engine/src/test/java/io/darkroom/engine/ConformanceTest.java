package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lanes agree: equal sizes, and pixels within a root mean square difference of 3 of 255. Enlarging
 * may differ by 8, since libvips has filters of its own there, and letters are smoothed each in its
 * own way.
 */
@ExtendWith(Engines.Extension.class)
class ConformanceTest {
  private static final double TOLERANCE = 3;
  private static final double WIDE_TOLERANCE = 8;

  private final List<ImageEngine> engines;

  ConformanceTest(Engines engines) {
    this.engines = engines.all();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resize:100x",
        "resize:100x80,fit=contain,bg=ff0000",
        "resize:100x80,fit=cover,g=north",
        "resize:100x80,fit=cover,fx=0.2,fy=0.9",
        "resize:90x,kernel=nearest",
        "crop:10,20,100,50",
        "trim",
        "trim:40",
        "extend:10,20,30,40,bg=00ff00",
        "extend:15,mode=mirror",
        "extend:15,mode=copy",
        "extend:15,mode=repeat",
        "rotate:90",
        "rotate:270",
        "rotate:30,bg=0000ff",
        "rotate:-45",
        "flip",
        "flop",
        "grayscale",
        "tint:ff8800",
        "negate",
        "sepia",
        "sepia:0.5",
        "duotone:000080,ffd700",
        "brightness:1.3",
        "contrast:0.7",
        "contrast:1.6",
        "saturation:0.3",
        "saturation:1.8",
        "hue:90",
        "gamma:1.8",
        "normalize:10,90",
        "blur:0.5",
        "blur:1",
        "blur:3",
        "blur:12",
        "sharpen",
        "sharpen:2,2",
        "median",
        "median:5",
        "pixelate:13",
        "round:20",
        "round:50%",
        "opacity:0.5",
        "background:00ff00",
        "background:00ff0080",
        "watermark:img_1",
        "watermark:img_1,scale=0.5,opacity=0.5,g=northwest,x=5,y=7",
        "watermark:img_1,tile,x=13,y=5",
        "watermark:img_1,x=-20,y=-10",
        "grayscale/tint:ff0000",
        "grayscale/blur:2/round:10/negate",
        "flip/rotate:10/flop/crop:20,20,50,50",
        "autoorient/extend:5"
      })
  void stepsGiveTheSamePixels(String steps) {
    compare(steps, TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resize:300x",
        "resize:300x,kernel=cubic",
        "text:Quick,size=40,c=ff0000,g=northwest,x=20,y=30"
      })
  void filtersOfTheirOwnStayClose(String steps) {
    compare(steps, WIDE_TOLERANCE);
  }

  private void compare(String steps, double tolerance) {
    Assumptions.assumeTrue(engines.size() > 1, "only one lane loads here");
    byte[] mark = Fixtures.encoded(Fixtures.transparentPicture(60, 40), "png");
    RenderOptions options =
        RenderOptions.defaults()
            .withDeadline(Instant.now().plusSeconds(300))
            .withImages(id -> ImageSource.of(mark));
    for (BufferedImage source :
        List.of(
            Fixtures.picture(201, 150),
            Fixtures.transparentPicture(201, 150),
            Fixtures.greyPicture(201, 150))) {
      byte[] bytes = Fixtures.encoded(source, "png");
      List<BufferedImage> results = new ArrayList<>();
      for (ImageEngine engine : engines.subList(0, 2)) {
        results.add(
            Fixtures.decoded(
                engine.render(ImageSource.of(bytes), Recipes.parseText(steps + "/png"), options)));
      }
      assertThat(Fixtures.difference(results.get(0), results.get(1)))
          .as(steps + " of " + source.getColorModel().getNumComponents() + " channels")
          .isLessThan(tolerance);
    }
  }
}
