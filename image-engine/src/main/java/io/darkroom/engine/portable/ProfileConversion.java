package io.darkroom.engine.portable;

import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.Profile;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** Takes samples from the space of a colour profile to sRGB, with the JDK's colour management. */
final class ProfileConversion {
  private static final int ROWS = 64;

  private final ICC_ColorSpace space;
  private final RenderOptions options;

  private ProfileConversion(ICC_ColorSpace space, RenderOptions options) {
    this.space = space;
    this.options = options;
  }

  /** Gives the samples of a row, interleaved. */
  @FunctionalInterface
  interface Samples {
    /** Fills in row {@code y}, from an offset on. */
    void row(int y, byte[] into, int offset);
  }

  /**
   * For a profile of so many components that is not sRGB already; a broken one is as good as none.
   */
  static Optional<ProfileConversion> of(byte[] profile, int components, RenderOptions options) {
    if (profile.length == 0 || Profile.isSrgb(profile)) {
      return Optional.empty();
    }
    try {
      ICC_ColorSpace space = new ICC_ColorSpace(ICC_Profile.getInstance(profile));
      return space.getNumComponents() == components
          ? Optional.of(new ProfileConversion(space, options))
          : Optional.empty();
    } catch (IllegalArgumentException | CMMException broken) {
      return Optional.empty();
    }
  }

  /** Converts colour or grey pixels; transparency stays. */
  Pixels convert(Pixels image) {
    int bands = space.getNumComponents();
    return convert(
        image,
        (y, into, offset) -> {
          int at = offset;
          for (int x = 0; x < image.width(); x++) {
            int argb = image.at(x, y);
            for (int band = 0; band < bands; band++) {
              into[at++] = (byte) (argb >> (16 - 8 * band));
            }
          }
        });
  }

  /** Converts samples to pixels that are as transparent as those given. */
  Pixels convert(Pixels shape, Samples samples) {
    try {
      return converted(shape, samples);
    } catch (IllegalArgumentException | CMMException broken) {
      return shape;
    }
  }

  private Pixels converted(Pixels shape, Samples samples) {
    int bands = space.getNumComponents();
    int width = shape.width();
    ColorConvertOp operation =
        new ColorConvertOp(space, ColorSpace.getInstance(ColorSpace.CS_sRGB), null);
    Pixels result = Pixels.empty(width, shape.height(), shape.alpha());
    byte[] out = new byte[width * 3];
    for (int top = 0; top < shape.height(); top += ROWS) {
      options.check();
      int rows = Math.min(ROWS, shape.height() - top);
      WritableRaster from =
          Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, rows, bands, null);
      WritableRaster to =
          Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, rows, 3, null);
      byte[] row = new byte[width * bands];
      for (int y = 0; y < rows; y++) {
        samples.row(top + y, row, 0);
        from.setDataElements(0, y, width, 1, row);
      }
      operation.filter(from, to);
      for (int y = 0; y < rows; y++) {
        to.getDataElements(0, y, width, 1, out);
        int at = (top + y) * width;
        for (int x = 0; x < width; x++) {
          result.argb()[at + x] =
              (shape.argb()[at + x] & 0xff000000)
                  | (out[x * 3] & 0xff) << 16
                  | (out[x * 3 + 1] & 0xff) << 8
                  | (out[x * 3 + 2] & 0xff);
        }
      }
    }
    return result;
  }
}
