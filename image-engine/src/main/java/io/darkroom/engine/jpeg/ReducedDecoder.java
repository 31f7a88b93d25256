package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes baseline JPEG at a quarter or an eighth of its size, and of its data only what that
 * needs. Brightness and colours stay apart, each at its own scale. For one image and one thread.
 */
public final class ReducedDecoder {
  private static final int BLOCK = 8;

  /** Working out more than a small window pays only where it is used often. */
  private static final long SHORT_FILE = 200_000;

  private static final int SMALL_WINDOW = 8;
  private static final int LARGE_WINDOW = 12;

  private final JpegHeader header;
  private final EntropyInput input;
  private final int shrink;
  private final int acrossMcus;
  private final int downMcus;
  private final List<Channel> channels = new ArrayList<>();
  private int bit;
  private int left;
  private int marker;

  private ReducedDecoder(MemorySegment file, int shrink, Colours colours) {
    this.header = HeaderReader.read(file);
    this.input = new EntropyInput(file, header.data());
    this.shrink = shrink;
    Component first = header.components().getFirst();
    acrossMcus = Math.ceilDiv(header.width(), BLOCK * first.across());
    downMcus = Math.ceilDiv(header.height(), BLOCK * first.down());
    Map<HuffmanCode, SymbolTable> tables = new HashMap<>();
    Map<HuffmanCode, SkipTable> skips = new HashMap<>();
    int window = file.byteSize() < SHORT_FILE ? SMALL_WINDOW : LARGE_WINDOW;
    for (Component component : header.components()) {
      int points = points(component, colours);
      SymbolTable dc = tables.computeIfAbsent(component.dc(), code -> new SymbolTable(code, true));
      SymbolTable ac = tables.computeIfAbsent(component.ac(), code -> new SymbolTable(code, false));
      SkipTable skip = skips.computeIfAbsent(component.ac(), _ -> new SkipTable(ac, window));
      BlockReader reader = new BlockReader(dc, ac, skip, ReducedInverse.last(points));
      channels.add(new Channel(component, reader, points, acrossMcus, downMcus));
    }
  }

  /**
   * Decodes.
   *
   * @param shrink 4 or 8
   * @param check called now and then; what it throws ends the work
   * @return one plane of brightness, or three: brightness, blueness, redness (JFIF's Y, Cb, Cr)
   * @throws LaneDeclinedException when the file is damaged, or not a plain baseline JPEG
   */
  public static List<Plane> decode(
      MemorySegment file, int shrink, Colours colours, Runnable check) {
    if (shrink != 4 && shrink != 8) {
      throw new IllegalArgumentException("no shrink by " + shrink);
    }
    ReducedDecoder decoder = new ReducedDecoder(file, shrink, colours);
    decoder.scan(check);
    return decoder.planes(colours == Colours.NONE ? 1 : decoder.channels.size());
  }

  /** On a side of what a block becomes. */
  private int points(Component component, Colours colours) {
    Component first = header.components().getFirst();
    boolean half = 2 * component.across() == first.across() && 2 * component.down() == first.down();
    if (colours == Colours.NONE && !channels.isEmpty()) {
      return 0;
    }
    return colours == Colours.FINE && half ? 2 * BLOCK / shrink : BLOCK / shrink;
  }

  private void scan(Runnable check) {
    bit = input.more(0);
    left = header.interval();
    for (int row = 0; row < downMcus; row++) {
      check.run();
      mcus(row);
    }
    input.requireEnd(bit);
  }

  private void mcus(int row) {
    byte[] data = input.window();
    for (int column = 0; column < acrossMcus; column++) {
      if (header.interval() > 0 && left-- == 0) {
        bit = input.restart(bit, marker);
        marker = (marker + 1) & 7;
        left = header.interval() - 1;
        channels.forEach(Channel::restart);
      }
      if (bit > input.limit()) {
        bit = input.more(bit);
      }
      for (int i = 0; i < channels.size(); i++) {
        bit = channels.get(i).mcu(data, bit, column, row);
      }
    }
  }

  private List<Plane> planes(int count) {
    List<Plane> planes = new ArrayList<>();
    Component first = header.components().getFirst();
    for (int i = 0; i < count; i++) {
      Component component = header.components().get(i);
      double scale = (double) channels.get(i).points() / BLOCK;
      double spanX = header.width() * scale * component.across() / first.across();
      double spanY = header.height() * scale * component.down() / first.down();
      planes.add(channels.get(i).plane(spanX, spanY));
    }
    return planes;
  }
}
