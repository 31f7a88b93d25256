package io.darkroom.engine.portable;

import io.darkroom.codecs.recipe.Colour;
import io.darkroom.codecs.recipe.Rotate;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.Turn;

/** Steps that turn and mirror. */
final class TurnSteps {
  private TurnSteps() {}

  /** Turned and mirrored as an EXIF orientation says. */
  static Pixels orient(Pixels image, int orientation) {
    return switch (orientation) {
      case 2 -> flop(image);
      case 3 -> quarter(image, 2);
      case 4 -> flip(image);
      case 5 -> flop(quarter(image, 1));
      case 6 -> quarter(image, 1);
      case 7 -> flop(quarter(image, 3));
      case 8 -> quarter(image, 3);
      default -> image;
    };
  }

  static Pixels flip(Pixels image) {
    Pixels result = Pixels.empty(image.width(), image.height(), image.alpha());
    for (int y = 0; y < image.height(); y++) {
      System.arraycopy(
          image.argb(),
          (image.height() - 1 - y) * image.width(),
          result.argb(),
          y * image.width(),
          image.width());
    }
    return result;
  }

  static Pixels flop(Pixels image) {
    Pixels result = Pixels.empty(image.width(), image.height(), image.alpha());
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        result.argb()[y * image.width() + x] = image.at(image.width() - 1 - x, y);
      }
    }
    return result;
  }

  static Pixels rotate(Pixels image, Rotate rotate, RenderOptions options) {
    return Turn.right(rotate.angle())
        ? quarter(image, (int) (Turn.normal(rotate.angle()) / 90))
        : freely(image, rotate.angle(), rotate.background(), options);
  }

  /** Clockwise quarter turns. */
  static Pixels quarter(Pixels image, int turns) {
    if (turns == 0) {
      return image;
    }
    boolean swap = turns != 2;
    int width = swap ? image.height() : image.width();
    int height = swap ? image.width() : image.height();
    Pixels result = Pixels.empty(width, height, image.alpha());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        result.argb()[y * width + x] =
            switch (turns) {
              case 1 -> image.at(y, image.height() - 1 - x);
              case 2 -> image.at(image.width() - 1 - x, image.height() - 1 - y);
              default -> image.at(image.width() - 1 - y, x);
            };
      }
    }
    return result;
  }

  /** Bilinear turn into the box around the image; the corners show the background. */
  private static Pixels freely(
      Pixels image, double angle, Colour background, RenderOptions options) {
    int width = Turn.boxWidth(image.width(), image.height(), angle);
    int height = Turn.boxHeight(image.width(), image.height(), angle);
    Pixels result = Pixels.empty(width, height, image.alpha() || !background.opaque());
    Sampler sampler = new Sampler(image, GeometrySteps.argb(background));
    double cos = Math.cos(Math.toRadians(angle));
    double sin = Math.sin(Math.toRadians(angle));
    for (int y = 0; y < height; y++) {
      options.check();
      double dy = y + 0.5 - height / 2.0;
      for (int x = 0; x < width; x++) {
        double dx = x + 0.5 - width / 2.0;
        double sourceX = cos * dx + sin * dy + image.width() / 2.0 - 0.5;
        double sourceY = -sin * dx + cos * dy + image.height() / 2.0 - 0.5;
        result.argb()[y * width + x] = sampler.at(sourceX, sourceY);
      }
    }
    return result;
  }
}
