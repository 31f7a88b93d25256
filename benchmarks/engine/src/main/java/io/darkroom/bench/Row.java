package io.darkroom.bench;

import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import java.util.Arrays;
import java.util.List;

/**
 * One thing that is measured.
 *
 * @param name also that of sharp's side in {@code peer/rows.mjs}
 * @param title for people
 * @param source name of the picture, one of {@link Sources}
 * @param recipes one, or several that are rendered together
 * @param goal images a second at least this many times those of the other side
 */
record Row(String name, String title, String source, List<Recipe> recipes, double goal) {
  /** The id under which every recipe finds the watermark. */
  static final String MARK = "img_mark";

  private static final int[] WIDTHS = {320, 480, 640, 768, 1024, 1280, 1536, 1920};

  Recipe recipe() {
    return recipes.getFirst();
  }

  /** All rows that are compared with sharp. */
  static List<Row> all() {
    return List.of(
        row("jpeg-800", "12 MP JPEG to 800 px JPEG", "photo.jpg", "resize:800x/jpeg", 1.15),
        row("jpeg-1600", "12 MP JPEG to 1600 px JPEG", "photo.jpg", "resize:1600x/jpeg", 1.15),
        row("thumb-webp", "12 MP JPEG to 200 px WebP", "photo.jpg", "resize:200x/webp", 1.15),
        row(
            "progressive-800",
            "12 MP progressive JPEG to 800 px",
            "progressive.jpg",
            "resize:800x/jpeg",
            1.3),
        row(
            "progressive-1600",
            "12 MP progressive JPEG to 1600 px",
            "progressive.jpg",
            "resize:1600x/jpeg",
            1.3),
        row("png-rgba", "1.6 MP RGBA PNG to 720 px PNG", "alpha.png", "resize:720x/png", 1.0),
        row("blur-grey", "2 MP JPEG, grey and blurred", "2mp.jpg", "grayscale/blur:5/jpeg", 1.5),
        row(
            "rotate-mark",
            "12 MP JPEG turned, watermark",
            "photo.jpg",
            "rotate:90/watermark:" + MARK + "/jpeg",
            1.3),
        row("webp-jpeg", "2 MP WebP to JPEG", "2mp.webp", "jpeg", 1.8),
        row("small-64", "64 px JPEG to 40 px", "64.jpg", "resize:40x/jpeg", 10),
        row("small-256", "256 px JPEG to 100 px", "256.jpg", "resize:100x/jpeg", 10),
        row("small-webp", "256 px JPEG to 100 px WebP", "256.jpg", "resize:100x/webp", 10),
        row("tiff-png", "2 MP TIFF to PNG", "2mp.tiff", "png", 1.0),
        row(
            "avif-800",
            "2 MP JPEG to 800 px AVIF",
            "2mp.jpg",
            "resize:800x/avif:q=50,effort=4,chroma=444",
            1.0),
        row("gif-gif", "GIF, 24 frames, to 240 px", "24.gif", "resize:240x/gif:effort=7", 1.0),
        row("gif-webp", "GIF, 24 frames, to WebP", "24.gif", "resize:240x/webp", 1.0),
        row("webp-webp", "WebP, 24 frames, to 240 px", "24.webp", "resize:240x/webp", 1.0));
  }

  /** Eight widths of one photo; compared with eight renders of our own. */
  static Row srcset() {
    List<Recipe> recipes =
        Arrays.stream(WIDTHS)
            .mapToObj(width -> Recipes.parseText("resize:" + width + "x/jpeg"))
            .toList();
    return new Row("srcset", "eight widths of a 12 MP JPEG", "photo.jpg", recipes, 0.4);
  }

  private static Row row(String name, String title, String source, String recipe, double goal) {
    return new Row(name, title, source, List.of(Recipes.parseText(recipe)), goal);
  }
}
