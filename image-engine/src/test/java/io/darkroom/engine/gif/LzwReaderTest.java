package io.darkroom.engine.gif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was packed is unpacked, whatever it is. */
class LzwReaderTest {
  private final LzwReader reader = new LzwReader(() -> {});

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyKindOfDataComesBack(int bits) {
    Random random = new Random(bits);
    for (int count : new int[] {1, 2, 100, 3800, 3840, 3841, 3900, 20_000, 300_000}) {
      for (int run : new int[] {1, 2, 9, 30, 5000}) {
        requireSame(GifFiles.runs(random, count, 1 << bits, run), bits);
      }
    }
  }

  /** The longest strings that a table can have, each of which ends with what it begins with. */
  @Test
  void onePlainColourComesBack() {
    requireSame(new byte[9_000_000], 2);
    requireSame(new byte[9_000_000], 8);
  }

  @Test
  void repeatedPatternsComeBack() {
    for (int length = 1; length < 40; length++) {
      byte[] indices = new byte[30_000];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = (byte) (i % length);
      }
      requireSame(indices, 8);
    }
  }

  @Test
  void anyLengthComesBack() {
    byte[] noise = GifFiles.runs(new Random(5), 6000, 256, 2);
    for (int length = 1; length <= noise.length; length += 7) {
      requireSame(Arrays.copyOf(noise, length), 8);
    }
  }

  private void requireSame(byte[] indices, int bits) {
    ByteSink out = new ByteSink(1 << 10);
    LzwWriter writer = new LzwWriter(out, bits);
    writer.write(indices, 0, indices.length);
    writer.finish();
    byte[] blocks = out.toBuffer().array();
    byte[] codes = new byte[blocks.length + Long.BYTES];
    int bytes = 0;
    for (int at = 1; blocks[at] != 0; at += 1 + (blocks[at] & 0xff)) {
      System.arraycopy(blocks, at + 1, codes, bytes, blocks[at] & 0xff);
      bytes += blocks[at] & 0xff;
    }
    reader.read(codes, bytes, blocks[0], 1 << bits, indices.length);
    byte[] read =
        Arrays.copyOfRange(reader.indices(), LzwReader.START, LzwReader.START + indices.length);
    assertThat(read).as("%d of %d bits", indices.length, bits).isEqualTo(indices);
  }
}
