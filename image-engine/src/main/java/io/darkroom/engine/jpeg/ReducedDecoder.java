package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes JPEG at a quarter or an eighth of its size, and of its data only what that needs.
 * Brightness and colours stay apart, each at its own scale. For one image and one thread.
 */
public final class ReducedDecoder {
  /** The least that a picture is made smaller by. */
  public static final int LEAST_SHRINK = 4;

  /**
   * Pixels of a progressive file up to which lanes should ask: one that is declined in the end goes
   * to libvips, whose memory for it nobody reckoned with.
   */
  public static final long MOST_PROGRESSIVE = 24_000_000;

  /** Working out more than a small window pays only where it is used often. */
  private static final long SHORT_FILE = 200_000;

  private static final int SMALL_WINDOW = 8;
  private static final int LARGE_WINDOW = 12;

  private final JpegHeader header;
  private final EntropyInput input;
  private final int interval;
  private final int acrossMcus;
  private final int downMcus;
  private final List<Channel> channels = new ArrayList<>();
  private int bit;
  private int left;
  private int marker;

  private ReducedDecoder(MemorySegment file, JpegHeader header, int shrink, Colours colours) {
    Scan scan = header.scans().getFirst();
    this.header = header;
    this.input = new EntropyInput(file);
    this.interval = scan.interval();
    acrossMcus = header.acrossMcus();
    downMcus = header.downMcus();
    Map<HuffmanCode, SymbolTable> tables = new HashMap<>();
    Map<HuffmanCode, SkipTable> skips = new HashMap<>();
    int window = file.byteSize() < SHORT_FILE ? SMALL_WINDOW : LARGE_WINDOW;
    for (Scan.Part part : scan.parts()) {
      int points = header.points(part.component(), shrink, colours);
      SymbolTable dc = tables.computeIfAbsent(part.dc(), SymbolTable::dc);
      SymbolTable ac = tables.computeIfAbsent(part.ac(), SymbolTable::ac);
      SkipTable skip = skips.computeIfAbsent(part.ac(), _ -> new SkipTable(ac, window));
      BlockReader reader = new BlockReader(dc, ac, skip, ReducedInverse.last(points));
      Component component = header.components().get(part.component());
      channels.add(new Channel(component, reader, points, acrossMcus, downMcus));
    }
    input.start(scan.data());
  }

  /**
   * Decodes.
   *
   * @param shrink 4 or 8
   * @param check called now and then; what it throws ends the work
   * @return one plane of brightness, or three: brightness, blueness, redness (JFIF's Y, Cb, Cr)
   * @throws LaneDeclinedException when the file is damaged, or neither a plain baseline nor a
   *     progressive JPEG
   */
  public static List<Plane> decode(
      MemorySegment file, int shrink, Colours colours, Runnable check) {
    if (shrink != LEAST_SHRINK && shrink != 8) {
      throw new IllegalArgumentException("no shrink by " + shrink);
    }
    JpegHeader header = HeaderReader.read(file);
    if (header.progressive()) {
      return new ProgressiveDecoder(file, header, check).decode(shrink, colours);
    }
    ReducedDecoder decoder = new ReducedDecoder(file, header, shrink, colours);
    decoder.scan(check);
    return decoder.planes(colours == Colours.NONE ? 1 : decoder.channels.size());
  }

  private void scan(Runnable check) {
    bit = input.more(0);
    left = interval;
    for (int row = 0; row < downMcus; row++) {
      check.run();
      mcus(row);
    }
    input.requireEnd(bit, 0xd9);
  }

  private void mcus(int row) {
    byte[] data = input.window();
    for (int column = 0; column < acrossMcus; column++) {
      if (interval > 0 && left-- == 0) {
        bit = input.restart(bit, marker);
        marker = (marker + 1) & 7;
        left = interval - 1;
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
    return channels.stream().limit(count).map(channel -> channel.plane(header)).toList();
  }
}
