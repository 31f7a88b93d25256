package io.darkroom.job.upload;

/** Walks from chunk to chunk of a PNG until {@code IEND}. */
final class PngEnd implements EndWatch {
  private static final int SIGNATURE = 8;
  private static final int IEND = 0x49454e44;

  private long skip = SIGNATURE;
  private int seen;
  private long head;
  private boolean ended;

  @Override
  public void take(byte[] bytes) {
    int i = 0;
    while (i < bytes.length && !ended) {
      if (skip > 0) {
        int step = (int) Math.min(skip, bytes.length - i);
        skip -= step;
        i += step;
      } else {
        head = (head << 8) | (bytes[i++] & 0xff);
        if (++seen == 8) {
          ended = (int) head == IEND;
          skip = (head >>> 32) + 4;
          seen = 0;
          head = 0;
        }
      }
    }
  }

  @Override
  public boolean ended() {
    return ended;
  }
}
