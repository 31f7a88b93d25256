package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes JPEG at a half, a quarter or an eighth of its size, and of its data only what that needs.
 * Brightness and colours stay apart, each at its own scale. For one image and one thread.
 */
public final class ReducedDecoder {
  /**
   * Pixels of a progressive file up to which lanes should ask: one that is declined in the end goes
   * to libvips, whose memory for it nobody reckoned with.
   */
  public static final long MOST_PROGRESSIVE = 24_000_000;

  /** Working out more than small windows pays only where they are used often. */
  private static final long SHORT_FILE = 200_000;

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
    BlockCodes codes = new BlockCodes(file.byteSize() < SHORT_FILE);
    for (Scan.Part part : scan.parts()) {
      int points = header.points(part.component(), shrink, colours);
      Component component = header.components().get(part.component());
      channels.add(
          points == Batch.POINTS
              ? new BatchChannel(component, codes.batchReader(part), acrossMcus, downMcus)
              : new BlockChannel(
                  component, codes.blockReader(part, points), points, acrossMcus, downMcus));
    }
    input.start(scan.data());
  }

  /**
   * Decodes.
   *
   * @param shrink 2, 4 or 8
   * @param colours by half no finer than shrunk
   * @param check called now and then; what it throws ends the work
   * @return one plane of brightness, or three: brightness, blueness, redness (JFIF's Y, Cb, Cr)
   * @throws LaneDeclinedException when the file is damaged, or neither a plain baseline nor a
   *     progressive JPEG
   */
  public static List<Plane> decode(
      MemorySegment file, int shrink, Colours colours, Runnable check) {
    if (!decodes(shrink, colours)) {
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

  /** Whether a picture can be made so much smaller, with these of its colours. */
  public static boolean decodes(int shrink, Colours colours) {
    return shrink == 4 || shrink == 8 || (shrink == 2 && colours != Colours.FINE);
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
