package io.darkroom.job.upload;

/** Holds the length a RIFF header promises against the bytes that come. */
final class RiffEnd implements EndWatch {
  private static final int SIZE_AT = 4;

  private long seen;
  private long promised;

  @Override
  public void take(byte[] bytes) {
    for (int i = 0; i < bytes.length && seen + i < SIZE_AT + 4; i++) {
      long place = seen + i - SIZE_AT;
      if (place >= 0) {
        promised |= (bytes[i] & 0xffL) << (8 * place);
      }
    }
    seen += bytes.length;
  }

  @Override
  public boolean ended() {
    return seen >= promised + 8;
  }
}
