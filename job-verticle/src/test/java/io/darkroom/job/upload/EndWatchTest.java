package io.darkroom.job.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndWatchTest {

  @ParameterizedTest
  @EnumSource(names = {"PNG", "JPEG"})
  void theEndOfAWholeImageIsSeen(ImageFormat format) throws IOException {
    assertThat(ends(format, picture(format), 7)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"PNG", "JPEG"})
  void bytesBehindTheEndDoNotMatter(ImageFormat format) throws IOException {
    byte[] image = picture(format);
    assertThat(ends(format, Arrays.copyOf(image, image.length + 1000), 64)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"PNG", "JPEG"})
  void theEndOfACutImageIsNotSeen(ImageFormat format) throws IOException {
    byte[] image = picture(format);
    for (int length = 0; length < image.length - 4; length += 13) {
      assertThat(ends(format, Arrays.copyOf(image, length), 64)).as("%d bytes", length).isFalse();
    }
  }

  @Property(tries = 200)
  void chunkSizesDoNotMatter(@ForAll @IntRange(min = 1, max = 3000) int chunk) throws IOException {
    assertThat(ends(ImageFormat.JPEG, picture(ImageFormat.JPEG), chunk)).isTrue();
    assertThat(ends(ImageFormat.PNG, picture(ImageFormat.PNG), chunk)).isTrue();
  }

  private static boolean ends(ImageFormat format, byte[] bytes, int chunk) {
    EndWatch watch = EndWatch.of(format).orElseThrow();
    for (int i = 0; i < bytes.length; i += chunk) {
      watch.take(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + chunk)));
    }
    return watch.ended();
  }

  private static byte[] picture(ImageFormat format) throws IOException {
    BufferedImage image = new BufferedImage(50, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 2000; i++) {
      image.setRGB(i % 50, i / 50, i * 7919);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format.wire(), out);
    return out.toByteArray();
  }
}
