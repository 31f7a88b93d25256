package io.darkroom.engine.gif;

import io.darkroom.codecs.recipe.GifOutput;

/**
 * A picture brought to a few colours, as a frame of a GIF is.
 *
 * @param indices a colour for each pixel, row by row
 * @param colours at most 256 with the transparent one
 * @param transparent the index behind the colours of what is not seen, or -1
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record IndexedPicture(byte[] indices, int[] colours, int transparent) {
  /**
   * Brings a picture to as few colours as an output asks for.
   *
   * @param argb its pixels, straight, row by row; they are not to be used any more
   * @param check throws when the work is to be stopped; called every few rows
   */
  public static IndexedPicture of(
      int[] argb, int width, int height, GifOutput output, Runnable check) {
    Frame frame = new Frame(argb, width, height, 0);
    PaletteChoice.Choice choice = new PaletteChoice(output, false, check).choose(frame);
    byte[] indices = new byte[argb.length];
    Dithering dithering = new Dithering(frame, choice, output.dither(), check);
    dithering.rows((row, y) -> System.arraycopy(row, 0, indices, y * width, width));
    return new IndexedPicture(indices, choice.palette().colours(), choice.palette().transparent());
  }
}
