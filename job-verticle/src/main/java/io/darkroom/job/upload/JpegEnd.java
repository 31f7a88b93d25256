package io.darkroom.job.upload;

/**
 * Walks from marker to marker of a JPEG until its end-of-image, jumping over segments, since a
 * thumbnail inside one has an end of its own.
 */
final class JpegEnd implements EndWatch {
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;

  /** What the next byte is. */
  private enum At {
    DATA,
    AFTER_FF,
    LENGTH_HIGH,
    LENGTH_LOW
  }

  private At at = At.DATA;
  private long skip = 2;
  private int length;
  private boolean scanned;
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
        take(bytes[i++] & 0xff);
      }
    }
  }

  private void take(int b) {
    switch (at) {
      case DATA -> at = b == 0xff ? At.AFTER_FF : At.DATA;
      case AFTER_FF -> marker(b);
      case LENGTH_HIGH -> {
        length = b << 8;
        at = At.LENGTH_LOW;
      }
      case LENGTH_LOW -> {
        skip = Math.max(0, (length | b) - 2);
        at = At.DATA;
      }
    }
  }

  private void marker(int b) {
    if (b == 0xff) {
      return; // fill bytes
    }
    boolean standsAlone = b == 0 || b == 1 || (b >= 0xd0 && b <= 0xd8);
    ended = b == END_OF_IMAGE && scanned;
    scanned |= b == START_OF_SCAN;
    at = standsAlone || b == END_OF_IMAGE ? At.DATA : At.LENGTH_HIGH;
  }

  @Override
  public boolean ended() {
    return ended;
  }
}
