package io.darkroom.engine.gif;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;

/**
 * Shows the frames of a GIF one after the other, with the pixels that libvips would show. Holds one
 * screen, and another where a frame has to bring back what was before it. For one file and one
 * thread.
 */
public final class GifDecoder {
  private final MemorySegment file;
  private final GifFile gif;
  private final Runnable check;
  private final LzwReader reader;
  private final Canvas canvas;
  private byte[] packed = new byte[0];
  private int next;

  /**
   * Reads all but the pixels.
   *
   * @param width of the screen, as others found it
   * @param frames as others counted them
   * @param check called now and then; what it throws ends the work
   * @throws LaneDeclinedException when the file is damaged or unusual
   */
  public GifDecoder(MemorySegment file, int width, int height, int frames, Runnable check) {
    this.file = file;
    this.gif = GifReader.read(file, frames);
    if (gif.width() != width || gif.height() != height || gif.parts().size() != frames) {
      throw new LaneDeclinedException("another size, or fewer frames");
    }
    this.check = check;
    this.reader = new LzwReader(check);
    this.canvas = new Canvas(width, height);
  }

  /** Milliseconds for each frame. */
  public int[] delays() {
    return gif.parts().stream().mapToInt(Part::delay).toArray();
  }

  /** Times to play, 0 for ever. */
  public int loops() {
    return gif.loops();
  }

  /**
   * Shows the next frame.
   *
   * @throws LaneDeclinedException when it is damaged
   */
  public void advance() {
    check.run();
    if (next > 0) {
      takeAway(gif.parts().get(next - 1));
    }
    Part part = gif.parts().get(next++);
    if (part.disposal() == Part.BRING_BACK) {
      canvas.keep();
    }
    if (canvas.shows(part)) {
      paint(part);
    }
  }

  /**
   * Whether nothing shines through the frame that is shown and those after it. Where no frame has a
   * transparent colour nothing ever does: what is not painted is black.
   *
   * @param last the last of them
   */
  public boolean opaque(int last) {
    return gif.parts().stream().noneMatch(Part::transparency)
        || (canvas.opaque() && IntStream.range(next - 1, last).noneMatch(this::uncovers));
  }

  /**
   * Writes the samples of the frame that is shown, row by row.
   *
   * @param bands 3 for red, green and blue, 4 for alpha too; what shines through is 0 in all
   */
  public void write(MemorySegment to, int bands) {
    canvas.write(to, bands);
  }

  private void paint(Part part) {
    int rows = canvas.rows(part);
    long pixels = (long) part.width() * rows;
    if (part.interlaced() && rows < part.height()) {
      throw new LaneDeclinedException("interlaced rows beyond the screen");
    }
    if (pixels > (long) gif.width() * gif.height()) {
      throw new LaneDeclinedException("a frame that is larger than the screen");
    }
    unblock(part);
    int size = file.get(ValueLayout.JAVA_BYTE, part.data());
    reader.read(packed, part.packed(), size, part.colours(), (int) pixels);
    int[] colours = ColourTable.read(file, part.table(), part.colours(), part.transparent());
    canvas.paint(part, reader.indices(), LzwReader.START, colours);
  }

  /** Takes the codes of a part out of their sub-blocks (GIF89a, section 15). */
  private void unblock(Part part) {
    if (packed.length < part.packed() + Long.BYTES) {
      packed = new byte[part.packed() + Long.BYTES];
    }
    long at = part.data() + 1;
    for (int to = 0; to < part.packed(); ) {
      int length = file.get(ValueLayout.JAVA_BYTE, at) & 0xff;
      MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at + 1, packed, to, length);
      at += length + 1;
      to += length;
    }
  }

  private void takeAway(Part part) {
    if (part.disposal() == Part.BRING_BACK) {
      canvas.bringBack();
    } else if (part.disposal() == Part.CLEAR && canvas.shows(part)) {
      canvas.fill(part, part.transparency() ? 0 : gif.background());
    }
  }

  /** Whether something may shine through after a frame that covers all. */
  private boolean uncovers(int frame) {
    Part part = gif.parts().get(frame);
    return part.disposal() == Part.CLEAR
        ? part.transparency()
        : part.disposal() == Part.BRING_BACK && frame == next - 1;
  }
}
