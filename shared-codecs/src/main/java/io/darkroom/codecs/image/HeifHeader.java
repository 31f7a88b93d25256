package io.darkroom.codecs.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the item properties of an AVIF or HEIC still. The decoder applies the file's own rotation,
 * so the size is the one after it and the orientation stays 1.
 */
final class HeifHeader implements HeaderParser {
  private static final int MOST_BOXES = 10_000;

  private final List<Box> properties = new ArrayList<>();
  private final List<Integer> primaryProperties = new ArrayList<>();
  private long primary;
  private int boxes;

  private record Box(String type, long start, long end) {}

  @Override
  public void parse(Prefix file, Draft draft) {
    long at = 0;
    while (true) {
      Box box = box(file, at, Long.MAX_VALUE);
      if (box.type.equals("meta")) {
        meta(file, box);
        break;
      }
      at = box.end;
    }
    apply(file, draft);
  }

  private void meta(Prefix file, Box meta) {
    List<Box> children = children(file, meta.start + 4, meta.end);
    for (Box child : children) {
      if (child.type.equals("pitm")) {
        primary = file.u8(child.start) == 0 ? file.u16(child.start + 4) : file.u32(child.start + 4);
      }
    }
    for (Box child : children) {
      if (child.type.equals("iprp")) {
        for (Box part : children(file, child.start, child.end)) {
          if (part.type.equals("ipco")) {
            properties.addAll(children(file, part.start, part.end));
          } else if (part.type.equals("ipma")) {
            associations(file, part);
          }
        }
      }
    }
  }

  private void associations(Prefix file, Box ipma) {
    int version = file.u8(ipma.start);
    boolean wide = (file.u8(ipma.start + 3) & 1) == 1;
    long entries = file.u32(ipma.start + 4);
    long at = ipma.start + 8;
    for (long i = 0; i < entries && at < ipma.end; i++) {
      long item = version == 0 ? file.u16(at) : file.u32(at);
      at += version == 0 ? 2 : 4;
      int count = file.u8(at++);
      for (int n = 0; n < count; n++) {
        int index = wide ? file.u16(at) & 0x7fff : file.u8(at) & 0x7f;
        at += wide ? 2 : 1;
        if (item == primary) {
          primaryProperties.add(index);
        }
      }
    }
  }

  private void apply(Prefix file, Draft draft) {
    long width = 0;
    long height = 0;
    boolean turned = false;
    for (int index : primaryProperties) {
      if (index < 1 || index > properties.size()) {
        continue;
      }
      Box property = properties.get(index - 1);
      switch (property.type) {
        case "ispe" -> {
          width = file.u32(property.start + 4);
          height = file.u32(property.start + 8);
        }
        case "irot" -> turned = (file.u8(property.start) & 1) == 1;
        case "pixi" -> draft.bitDepth = Math.max(8, file.u8(property.start + 5));
        case "colr" -> draft.icc = !file.ascii(property.start, 4).equals("nclx");
        default -> {}
      }
    }
    for (Box property : properties) {
      if (property.type.equals("auxC")
          && file.ascii(property.start + 4, (int) Math.min(60, property.end - property.start - 4))
              .contains("alpha")) {
        draft.alpha = true;
        draft.channels = 4;
      }
    }
    draft.size(turned ? height : width, turned ? width : height);
  }

  private List<Box> children(Prefix file, long start, long end) {
    List<Box> found = new ArrayList<>();
    for (long at = start; at + 8 <= end; ) {
      Box child = box(file, at, end);
      found.add(child);
      at = child.end;
    }
    return found;
  }

  private Box box(Prefix file, long at, long limit) {
    if (++boxes > MOST_BOXES) {
      throw Prefix.corrupt("it has too many boxes");
    }
    long size = file.u32(at);
    String type = file.ascii(at + 4, 4);
    long header = 8;
    if (size == 1) {
      size = file.s64(at + 8);
      header = 16;
    }
    if (size < header || size > limit - at) {
      throw Prefix.corrupt("a box has an impossible length");
    }
    return new Box(type, at + header, at + size);
  }
}
