package io.darkroom.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import java.util.List;

/**
 * Follows one body in chunks beside the decoder that reads it, to look at the sizes as they are
 * written: one to eight hexadecimal digits, from the start of their line.
 */
final class ChunkSizes {
  /** Of a body that does not come in chunks. */
  static final ChunkSizes NONE = new ChunkSizes(Next.ANYTHING);

  private static final int MOST_DIGITS = 8;

  private Next next;
  private long size;
  private int line;
  private long left;

  /** What the decoder reads next. */
  private enum Next {
    SIZE,
    CONTENT,
    ANYTHING
  }

  ChunkSizes() {
    this(Next.SIZE);
  }

  private ChunkSizes(Next next) {
    this.next = next;
  }

  /** False when the line that comes next should say a size and does not. */
  boolean isSound(ByteBuf in) {
    if (next != Next.SIZE) {
      return true;
    }
    int from = in.readerIndex();
    int end = in.indexOf(from, in.writerIndex(), (byte) '\n');
    line = end - from + 1;
    size = 0;
    int digits = 0;
    while (from + digits < end && Character.digit(in.getByte(from + digits), 16) >= 0) {
      size = size << 4 | Character.digit(in.getByte(from + digits), 16);
      digits++;
      if (digits > MOST_DIGITS) {
        return false;
      }
    }
    return end < 0 || digits > 0;
  }

  /** Notes what the decoder took from the buffer, from there on, and made of it. */
  void taken(ByteBuf in, int from, List<Object> parts) {
    int rest = in.readerIndex() - from;
    if (rest == 0 || next == Next.ANYTHING) {
      return;
    }
    if (next == Next.SIZE) {
      rest -= line;
      left = size;
      next = size == 0 ? Next.ANYTHING : Next.CONTENT;
    }
    for (Object part : parts) {
      if (part instanceof HttpContent some) {
        left -= some.content().readableBytes();
        rest -= some.content().readableBytes();
      }
    }
    // What is left over is the line break after a chunk, or its first half.
    if (next == Next.CONTENT && left == 0 && rest > 0 && in.getByte(in.readerIndex() - 1) == '\n') {
      next = Next.SIZE;
    }
  }
}
