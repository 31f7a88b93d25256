package io.darkroom.engine.jpeg;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Decodes a progressive file, scan by scan. For one image and one thread. */
final class ProgressiveDecoder {
  /** Working out more than a small window pays only where it is used often. */
  private static final long SHORT_SCAN = 50_000;

  private static final int SMALL_WINDOW = 8;
  private static final int LARGE_WINDOW = 12;

  private final MemorySegment file;
  private final JpegHeader header;
  private final Runnable check;
  private final EntropyInput input;

  ProgressiveDecoder(MemorySegment file, JpegHeader header, Runnable check) {
    this.file = file;
    this.header = header;
    this.check = check;
    this.input = new EntropyInput(file);
  }

  /** Decodes; see {@link ReducedDecoder#decode}. */
  List<Plane> decode(int shrink, Colours colours) {
    List<Coefficients> all = new ArrayList<>();
    for (int i = 0; i < header.components().size(); i++) {
      int points = header.points(i, shrink, colours);
      all.add(new Coefficients(header, header.components().get(i), points));
    }
    long[] needed = all.stream().mapToLong(Coefficients::needed).toArray();
    for (Scan scan : Progression.needed(header.scans(), needed)) {
      run(scan, scan.parts().stream().map(part -> all.get(part.component())).toList());
    }
    List<Plane> planes = new ArrayList<>();
    for (Coefficients component : all.subList(0, colours == Colours.NONE ? 1 : all.size())) {
      check.run();
      planes.add(component.plane(header));
    }
    return planes;
  }

  private void run(Scan scan, List<Coefficients> parts) {
    Coefficients first = parts.getFirst();
    boolean alone = parts.size() == 1;
    int across = alone ? first.across() : header.acrossMcus();
    int units = alone ? first.blocks() : across * header.downMcus();
    ScanReader reader = reader(scan, parts, across);
    input.start(scan.data());
    int bit = input.more(0);
    int stop = 0;
    int marker = 0;
    while (true) {
      stop = scan.interval() == 0 ? units : Math.min(units, stop + scan.interval());
      check.run();
      bit = reader.read(input.window(), bit, input.limit(), stop);
      while (reader.at() < stop) {
        check.run();
        bit = input.more(bit);
        bit = reader.read(input.window(), bit, input.limit(), stop);
      }
      reader.restart();
      if (stop == units) {
        break;
      }
      bit = input.restart(bit, marker);
      marker = (marker + 1) & 7;
    }
    input.requireEnd(bit, new MarkerSearch(file).at(scan.end()));
  }

  private static ScanReader reader(Scan scan, List<Coefficients> parts, int across) {
    if (scan.from() == 0) {
      return new DcScan(scan, parts, across);
    }
    int window = scan.end() - scan.data() < SHORT_SCAN ? SMALL_WINDOW : LARGE_WINDOW;
    return scan.refines()
        ? new RefiningScan(scan, parts.getFirst(), window)
        : new BandScan(scan, parts.getFirst(), window);
  }
}
