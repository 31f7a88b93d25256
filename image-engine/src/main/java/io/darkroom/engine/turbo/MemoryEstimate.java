package io.darkroom.engine.turbo;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Chroma;
import io.darkroom.codecs.recipe.Grayscale;
import io.darkroom.codecs.recipe.JpegOutput;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Step;
import io.darkroom.engine.plan.EncoderLimits;
import io.darkroom.engine.plan.SizePlan;
import java.util.List;

/**
 * What a render holds at once: whole pictures, the one that a step reads and those it makes, and
 * what the codecs keep beside them. MemoryTest holds it to within a fifth.
 */
record MemoryEstimate(ImageInfo info, Recipe recipe) {
  private static final long FIXED = 3L << 20;

  /** Brightness and colours of a WebP, before they become pixels. */
  private static final double WEBP_PLANES = 1.5;

  /** For each pixel, what is kept of a progressive file between its scans. */
  private static final double COEFFICIENTS = 0.4;

  /** The same where it is decoded at half its size. */
  private static final double HALF_COEFFICIENTS = 0.9;

  /** What the encoder of WebP keeps for a pixel. */
  private static final double WEBP_WORK = 5.5;

  /** A coefficient that waits until the tables are known. */
  private static final int COEFFICIENT = 2;

  /** Bytes at the peak. */
  long bytes() {
    int shrink = Suitability.shrink(info, recipe);
    int channels = Decoder.lumaOnly(info, recipe) ? 1 : 3;
    double width = (double) info.width() / shrink;
    double held = width * info.height() / shrink * channels;
    double most = held + info.pixels() * beside(shrink);
    if (info.orientation() > 1 && SizePlan.orients(recipe)) {
      most = Math.max(most, 2 * held);
    }
    List<Step> steps = recipe.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Grayscale) {
        continue; // decoded so, or smaller than what it is made of
      }
      SizePlan after = after(i + 1);
      double made = (double) after.width() * after.height() * channels;
      // brightness and colours are scaled, and only then put together and made pixels of
      boolean apart = i == 0 && channels > 1 && Decoder.own(info, recipe);
      most = Math.max(most, made + (apart ? Math.max(held, made) : held));
      held = made;
    }
    return FIXED + (long) Math.max(most, held + encoder(channels));
  }

  /** What the decoder keeps beside its result, for each pixel. */
  private double beside(int shrink) {
    if (info.format() == ImageFormat.WEBP) {
      return WEBP_PLANES;
    }
    if (!info.progressive()) {
      return 0;
    }
    return shrink == 2 ? HALF_COEFFICIENTS : COEFFICIENTS;
  }

  private double encoder(int channels) {
    SizePlan result = after(recipe.steps().size());
    double pixels = (double) result.width() * result.height();
    if (!(recipe.output() instanceof JpegOutput jpeg)) {
      return pixels * WEBP_WORK;
    }
    boolean full = jpeg.chroma() == Chroma.FULL;
    double samples = channels == 1 ? 1 : full ? 3 : 1.5;
    return EncoderLimits.onePassJpeg((long) pixels) ? pixels / 4 : pixels * samples * COEFFICIENT;
  }

  private SizePlan after(int steps) {
    Recipe part = new Recipe(recipe.steps().subList(0, steps), recipe.output());
    return SizePlan.of(info, part, Integer.MAX_VALUE, Long.MAX_VALUE);
  }
}
