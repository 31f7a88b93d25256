package io.darkroom.engine.portable;

/** Bilinear reads between pixels, on premultiplied values; outside lies one colour. */
final class Sampler {
  private final Pixels image;
  private final int outside;

  Sampler(Pixels image, int outside) {
    this.image = image;
    this.outside = outside;
  }

  int at(double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    if (left < -1 || top < -1 || left >= image.width() || top >= image.height()) {
      return outside;
    }
    double right = x - left;
    double bottom = y - top;
    double alpha = 0;
    double red = 0;
    double green = 0;
    double blue = 0;
    for (int corner = 0; corner < 4; corner++) {
      int pixel = pixel(left + (corner & 1), top + (corner >> 1));
      double weight =
          ((corner & 1) == 1 ? right : 1 - right) * (corner >> 1 == 1 ? bottom : 1 - bottom);
      double opaque = weight * (pixel >>> 24);
      alpha += opaque;
      red += opaque * (pixel >> 16 & 0xff);
      green += opaque * (pixel >> 8 & 0xff);
      blue += opaque * (pixel & 0xff);
    }
    return alpha < 0.5 ? 0 : Tone.argb(Tone.clamp(alpha), red / alpha, green / alpha, blue / alpha);
  }

  private int pixel(int x, int y) {
    return x < 0 || y < 0 || x >= image.width() || y >= image.height() ? outside : image.at(x, y);
  }
}
