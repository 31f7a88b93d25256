package io.darkroom.engine.gif;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packed is what another reader unpacks. */
class LzwWriterTest {
  private static final int WIDTH = 100;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyKindOfDataComesBack(int bits) throws IOException {
    Random random = new Random(bits);
    for (int rows : new int[] {1, 7, 38, 39, 40, 41, 90, 500, 3000}) {
      for (int run : new int[] {1, 2, 30, 5000}) {
        requireSame(GifFiles.runs(random, rows * WIDTH, 1 << bits, run), bits);
      }
    }
  }

  /** The table becomes full at each place of what follows, and codes grow at each. */
  @Test
  void anyLengthComesBack() throws IOException {
    Random random = new Random(9);
    byte[] noise = GifFiles.runs(random, 45 * WIDTH, 256, 1);
    for (int rows = 1; rows <= 45; rows++) {
      byte[] start = new byte[rows * WIDTH];
      System.arraycopy(noise, 0, start, 0, start.length);
      requireSame(start, 8);
    }
  }

  @Test
  void whatChangesIsPackedWithATableOfItsOwn() throws IOException {
    Random random = new Random(4);
    byte[] indices = GifFiles.runs(random, 2000 * WIDTH, 256, 1);
    for (int i = indices.length / 3; i < indices.length * 2 / 3; i++) {
      indices[i] = (byte) (i % 17);
    }
    assertThat(requireSame(indices, 8)).isLessThan(indices.length);
  }

  private static int requireSame(byte[] indices, int bits) throws IOException {
    int height = indices.length / WIDTH;
    byte[] file = GifFiles.still(indices, WIDTH, bits);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    byte[] read =
        (byte[]) image.getRaster().getDataElements(0, 0, WIDTH, height, new byte[indices.length]);
    assertThat(read).as("%d of %d bits", indices.length, bits).isEqualTo(indices);
    return file.length;
  }
}
