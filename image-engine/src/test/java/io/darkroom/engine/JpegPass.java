package io.darkroom.engine;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** Writes the data of one scan as ITU-T T.81 describes it in F.1.2 and G.1.2. */
final class JpegPass {
  private static final int LONGEST_RUN = 0x7fff;

  /** A block and the place of its component in the scan. */
  @SuppressWarnings("ArrayRecordComponent")
  record Block(int part, int[] values) {}

  private final JpegScript.Pass pass;
  private final JpegCodes codes;
  private final ByteArrayOutputStream to;
  private final int[] previous = new int[3];
  private final StringBuilder corrections = new StringBuilder();
  private int ended;
  private int held;
  private int count;

  JpegPass(JpegScript.Pass pass, JpegCodes codes, ByteArrayOutputStream to) {
    this.pass = pass;
    this.codes = codes;
    this.to = to;
  }

  void write(List<List<Block>> units, int restart) {
    for (int i = 0; i < units.size(); i++) {
      if (restart > 0 && i > 0 && i % restart == 0) {
        flush();
        to.write(0xff);
        to.write(0xd0 + (i / restart - 1) % 8);
        Arrays.fill(previous, 0);
      }
      for (Block block : units.get(i)) {
        if (pass.from() == 0) {
          mean(block);
        }
        if (pass.high() > 0 && pass.to() > 0) {
          refined(block.values());
        } else if (pass.to() > 0) {
          band(block.values());
        }
      }
    }
    flush();
  }

  private void flush() {
    endBands();
    while (count % 8 != 0) {
      bits(1, 1);
    }
  }

  private void mean(Block block) {
    int value = block.values()[0] >> pass.low();
    if (pass.high() > 0) {
      bits(value & 1, 1);
      return;
    }
    int difference = value - previous[block.part()];
    previous[block.part()] = value;
    int size = size(difference);
    bits(size, codes.means());
    signed(difference, size);
  }

  private void band(int[] values) {
    int run = 0;
    for (int k = Math.max(1, pass.from()); k <= pass.to(); k++) {
      int value = Integer.signum(values[k]) * (Math.abs(values[k]) >> pass.low());
      if (value == 0) {
        run++;
        continue;
      }
      endBands();
      for (; run > 15; run -= 16) {
        symbol(0xf0);
      }
      symbol(run << 4 | size(value));
      signed(value, size(value));
      run = 0;
    }
    if (run > 0) {
      ended++;
      if (pass.from() == 0 || ended == LONGEST_RUN) {
        endBands();
      }
    }
  }

  private void refined(int[] values) {
    int last = 0;
    for (int k = pass.from(); k <= pass.to(); k++) {
      last = Math.abs(values[k]) >> pass.low() == 1 ? k : last;
    }
    StringBuilder passed = new StringBuilder();
    int run = 0;
    for (int k = pass.from(); k <= pass.to(); k++) {
      int size = Math.abs(values[k]) >> pass.low();
      if (size == 0) {
        run++;
        continue;
      }
      for (; run > 15 && k <= last; run -= 16) {
        endBands();
        symbol(0xf0);
        corrected(passed);
      }
      if (size > 1) {
        passed.append(size & 1);
      } else {
        endBands();
        symbol(run << 4 | 1);
        bits(values[k] > 0 ? 1 : 0, 1);
        corrected(passed);
        run = 0;
      }
    }
    if (run > 0 || !passed.isEmpty()) {
      ended++;
      corrections.append(passed);
      if (ended == LONGEST_RUN) {
        endBands();
      }
    }
  }

  /** Says in how many blocks the band has ended. */
  private void endBands() {
    if (ended > 0) {
      int size = 31 - Integer.numberOfLeadingZeros(ended);
      symbol(size << 4);
      bits(ended - (1 << size), size);
      corrected(corrections);
      ended = 0;
    }
  }

  private void corrected(StringBuilder bits) {
    bits.chars().forEach(bit -> bits(bit - '0', 1));
    bits.setLength(0);
  }

  private void symbol(int symbol) {
    bits(codes.code(symbol), codes.bits(symbol));
  }

  private void signed(int value, int size) {
    bits(value < 0 ? value + (1 << size) - 1 : value, size);
  }

  private static int size(int value) {
    return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
  }

  private void bits(int value, int size) {
    for (int i = size - 1; i >= 0; i--) {
      held = held << 1 | (value >> i & 1);
      if (++count % 8 == 0) {
        to.write(held);
        if ((held & 0xff) == 0xff) {
          to.write(0);
        }
        held = 0;
      }
    }
  }
}
