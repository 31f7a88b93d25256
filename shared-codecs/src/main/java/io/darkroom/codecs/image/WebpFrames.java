package io.darkroom.codecs.image;

/** What the headers of the frames of a moving WebP say together. */
final class WebpFrames {
  /** What comes before the chunks of a frame. */
  private static final int HEADER = 16;

  /** Says that the place of a frame is cleared before the next one is shown. */
  private static final int CLEARED = 1;

  /** Says that a frame is not blended with what was there. */
  private static final int REPLACES = 2;

  private final Prefix file;
  private final Draft draft;
  private int count;
  private boolean whole = true;
  private boolean opaque = true;

  /** Whether nothing can be seen through the picture when the next frame comes. */
  private boolean backed;

  /**
   * @param draft that knows the size of the picture, and is told of its frames
   */
  WebpFrames(Prefix file, Draft draft) {
    this.file = file;
    this.draft = draft;
  }

  int count() {
    return count;
  }

  /** Adds the frame whose header is at this place. */
  void add(long at) {
    boolean covers =
        file.u24(at) == 0
            && file.u24(at + 3) == 0
            && file.u24(at + 6) + 1 == draft.width()
            && file.u24(at + 9) + 1 == draft.height();
    int flags = file.u8(at + 15);
    boolean replaces = (flags & REPLACES) != 0;
    boolean solid = solid(at + HEADER);
    boolean shown = (covers && solid) || (backed && (solid || !replaces));
    count++;
    whole &= covers && (replaces || solid);
    opaque &= shown;
    backed = shown && (flags & CLEARED) == 0;
    tell();
  }

  /** More frames may not be there yet. */
  private void tell() {
    draft.frames = count;
    draft.wholeFrames = whole;
    draft.alpha = !opaque;
    draft.channels = opaque ? 3 : 4;
  }

  private boolean solid(long at) {
    return switch (file.ascii(at, 4)) {
      case "VP8 " -> true;
      case "VP8L" -> (file.u32(at + 9) >> 28 & 1) == 0;
      default -> false;
    };
  }
}
