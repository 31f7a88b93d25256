package io.darkroom.engine.portable;

import io.darkroom.codecs.recipe.Sharpen;
import io.darkroom.engine.RenderOptions;
import java.util.Arrays;

/** Steps that look at neighbours. Beyond the edge the outermost pixels go on. */
final class FilterSteps {
  private FilterSteps() {}

  static Pixels blur(Pixels image, double sigma, RenderOptions options) {
    float[] kernel = gaussian(sigma);
    Pixels across = convolve(image, kernel, 1, 0, options);
    return convolve(across, kernel, 0, 1, options);
  }

  static Pixels sharpen(Pixels image, Sharpen sharpen, RenderOptions options) {
    Pixels soft = blur(image, sharpen.sigma(), options);
    Pixels result = Pixels.empty(image.width(), image.height(), image.alpha());
    double amount = sharpen.amount();
    for (int i = 0; i < result.argb().length; i++) {
      int sharp = image.argb()[i];
      int blurred = soft.argb()[i];
      result.argb()[i] =
          Tone.argb(
              sharp >>> 24,
              away(sharp >> 16 & 0xff, blurred >> 16 & 0xff, amount),
              away(sharp >> 8 & 0xff, blurred >> 8 & 0xff, amount),
              away(sharp & 0xff, blurred & 0xff, amount));
    }
    return result;
  }

  static Pixels median(Pixels image, int size, RenderOptions options) {
    Pixels result = Pixels.empty(image.width(), image.height(), image.alpha());
    int[] window = new int[size * size];
    for (int y = 0; y < image.height(); y++) {
      options.check();
      for (int x = 0; x < image.width(); x++) {
        int argb = 0;
        for (int shift = 0; shift <= 24; shift += 8) {
          argb |= middle(image, x, y, size, shift, window) << shift;
        }
        result.argb()[y * image.width() + x] = argb;
      }
    }
    return result;
  }

  static Pixels pixelate(Pixels image, int size, RenderOptions options) {
    Pixels result = Pixels.empty(image.width(), image.height(), image.alpha());
    for (int top = 0; top < image.height(); top += size) {
      options.check();
      int bottom = Math.min(image.height(), top + size);
      for (int left = 0; left < image.width(); left += size) {
        int right = Math.min(image.width(), left + size);
        int mean = mean(image, left, top, right, bottom);
        for (int y = top; y < bottom; y++) {
          Arrays.fill(result.argb(), y * image.width() + left, y * image.width() + right, mean);
        }
      }
    }
    return result;
  }

  private static double away(int sharp, int blurred, double amount) {
    return sharp + amount * (sharp - blurred);
  }

  private static int middle(Pixels image, int x, int y, int size, int shift, int[] window) {
    int count = 0;
    int from = -(size / 2);
    for (int dy = from; dy < from + size; dy++) {
      int row = Math.clamp(y + dy, 0, image.height() - 1);
      for (int dx = from; dx < from + size; dx++) {
        window[count++] = image.at(Math.clamp(x + dx, 0, image.width() - 1), row) >>> shift & 0xff;
      }
    }
    Arrays.sort(window);
    return window[count / 2];
  }

  private static int mean(Pixels image, int left, int top, int right, int bottom) {
    long alpha = 0;
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int argb = image.at(x, y);
        int a = argb >>> 24;
        alpha += a;
        red += (long) a * (argb >> 16 & 0xff);
        green += (long) a * (argb >> 8 & 0xff);
        blue += (long) a * (argb & 0xff);
      }
    }
    int count = (right - left) * (bottom - top);
    return alpha == 0
        ? 0
        : Tone.argb(
            Tone.clamp((double) alpha / count),
            (double) red / alpha,
            (double) green / alpha,
            (double) blue / alpha);
  }

  private static Pixels convolve(
      Pixels image, float[] kernel, int stepX, int stepY, RenderOptions options) {
    Pixels result = Pixels.empty(image.width(), image.height(), image.alpha());
    int radius = kernel.length / 2;
    for (int y = 0; y < image.height(); y++) {
      options.check();
      for (int x = 0; x < image.width(); x++) {
        float alpha = 0;
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int k = -radius; k <= radius; k++) {
          int argb =
              image.at(
                  Math.clamp(x + (long) k * stepX, 0, image.width() - 1),
                  Math.clamp(y + (long) k * stepY, 0, image.height() - 1));
          float weight = kernel[k + radius] * (argb >>> 24);
          alpha += weight;
          red += weight * (argb >> 16 & 0xff);
          green += weight * (argb >> 8 & 0xff);
          blue += weight * (argb & 0xff);
        }
        result.argb()[y * image.width() + x] =
            alpha < 0.5f
                ? 0
                : Tone.argb(Tone.clamp(alpha), red / alpha, green / alpha, blue / alpha);
      }
    }
    return result;
  }

  private static float[] gaussian(double sigma) {
    int radius = (int) Math.max(1, Math.ceil(sigma * 3));
    float[] kernel = new float[2 * radius + 1];
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      double value = Math.exp(-i * i / (2 * sigma * sigma));
      kernel[i + radius] = (float) value;
      sum += value;
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (kernel[i] / sum);
    }
    return kernel;
  }
}
