package io.darkroom.engine.plan;

/**
 * How the samples of a PNG are packed. Photographs pack best as differences from the mean of the
 * samples to the left and above: half of the bytes, in less time, since the packer then finds as
 * good as all with a lower level. Drawings and screenshots have long runs that differences would
 * break up.
 *
 * @param level of zlib, 0 to 9
 * @param averaged whether differences are packed (filter type 3 of the PNG specification, section
 *     9.2)
 */
public record PngCoding(int level, boolean averaged) {
  /**
   * Levels of photographs by the wanted compression. They take at most the time that the wanted one
   * takes for samples as they are; a higher one takes several times as long for less than a
   * hundredth.
   */
  private static final int[] LEVELS = {0, 1, 2, 3, 3, 3, 3, 4, 5, 6};

  /**
   * The coding for a wanted compression.
   *
   * @param compression 0 fastest, 9 smallest
   * @param photograph whether the picture is one, or as hard to pack
   */
  public static PngCoding of(int compression, boolean photograph) {
    return photograph && compression > 0
        ? new PngCoding(LEVELS[compression], true)
        : new PngCoding(compression, false);
  }
}
