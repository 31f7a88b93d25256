package io.darkroom.codecs.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderProbeTest {
  private static final byte[] PNG =
      hex(
          "89504e470d0a1a0a 0000000d49484452 00000140000000f0 0806000000 00000000"
              + " 0000000049444154");
  private static final byte[] GIF =
      hex("474946383961 0a001400 000000 2c000000000a00140000 02 024401 00 3b");
  private static final byte[] JPEG =
      hex(
          "ffd8 ffe1 0022 457869660000 4d4d002a00000008 0001 0112000300000001 00060000 00000000"
              + "ffc2 0011 08 00f0 0140 03 012200 021101 031101 ffda");
  private static final byte[] BMP =
      hex("424d 00000000 00000000 36000000 28000000 40010000 f0000000 0100 1800 00000000");
  private static final byte[] WEBP =
      hex("52494646 1e000000 57454250 56503858 0a000000 10000000 3f0100 ef0000");

  @Test
  void headersOfAllKindsAreRead() {
    assertThat(known(PNG))
        .isEqualTo(
            new ImageInfo(
                ImageFormat.PNG, 320, 240, 1, 4, 8, true, 1, false, false, ColourModel.RGB, true));
    assertThat(known(JPEG))
        .isEqualTo(
            new ImageInfo(
                ImageFormat.JPEG, 320, 240, 1, 3, 8, false, 6, true, false, ColourModel.RGB, true));
    assertThat(known(GIF).frames()).isEqualTo(1);
    assertThat(known(GIF).height()).isEqualTo(20);
    assertThat(known(BMP).width()).isEqualTo(320);
    assertThat(known(WEBP))
        .extracting(ImageInfo::width, ImageInfo::height, ImageInfo::hasAlpha)
        .containsExactly(320, 240, true);
    assertThat(
            known(
                    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20'/>"
                        .getBytes(StandardCharsets.UTF_8))
                .width())
        .isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 00000000 0a001400, '', '', false",
    "00, 00000000 0a001400, 00, 00000000 0a001400, false",
    "01, 00000000 0a001400, '', '', true",
    "00, 00000000 0a001000, '', '', true",
    "00, 01000000 0a001400, '', '', true",
    "04, 00000000 0a001400, 01, 02000200 03000300, false",
    "08, 00000000 0a001400, 00, 02000200 03000300, true",
    "00, 00000000 0a001400, 0d, 02000200 03000300, false",
  })
  void aGifIsOpaqueWhereNothingCanShineThrough(
      String flags, String place, String nextFlags, String nextPlace, boolean alpha) {
    String screen = "474946383961 0a001400 000000";

    ImageInfo info = known(hex(screen + frame(flags, place) + frame(nextFlags, nextPlace) + "3b"));

    assertThat(info.hasAlpha()).isEqualTo(alpha);
    assertThat(info.channels()).isEqualTo(alpha ? 4 : 3);
  }

  private static String frame(String flags, String place) {
    String control = flags.isEmpty() ? "" : "21f904" + flags + "00000000";
    return place.isEmpty() ? control : control + "2c" + place + "00 02 024401 00";
  }

  @Test
  void anOrientedImageHasItsSidesSwapped() {
    assertThat(known(JPEG).orientedWidth()).isEqualTo(240);
    assertThat(known(JPEG).orientedHeight()).isEqualTo(320);
  }

  @Test
  void aShortPrefixAsksForMoreAndAShortFileIsCut() {
    ByteBuffer prefix = ByteBuffer.wrap(JPEG, 0, 30);

    assertThat(HeaderProbe.probe(prefix, -1)).isInstanceOf(HeaderProbe.Result.NeedsMore.class);
    assertThat(HeaderProbe.probe(prefix, 5000)).isInstanceOf(HeaderProbe.Result.NeedsMore.class);
    assertThat(code(prefix, 30)).isEqualTo(FailureCode.CORRUPT_IMAGE);
  }

  @Test
  void whatIsKnownSoFarSurvivesAShortPrefix() {
    HeaderProbe.Result result = HeaderProbe.probe(ByteBuffer.wrap(GIF, 0, 26), -1);

    assertThat(result)
        .isInstanceOfSatisfying(
            HeaderProbe.Result.NeedsMore.class, more -> assertThat(more.soFar()).isPresent());
  }

  @Test
  void limitsNameWhatIsTooMuch() {
    FailureException refused =
        catchThrowableOfType(FailureException.class, () -> known(PNG).requireWithin(1000, 10));

    assertThat(refused.failure().code()).isEqualTo(FailureCode.TOO_MANY_PIXELS);
    assertThat(code(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)), 5))
        .isEqualTo(FailureCode.UNSUPPORTED_FORMAT);
  }

  @Test
  void acceptHeadersAreReadByWeight() {
    assertThat(ImageFormat.fromAccept("image/avif,image/webp,image/*;q=0.8,*/*;q=0.5"))
        .containsExactly(ImageFormat.AVIF, ImageFormat.WEBP);
    assertThat(ImageFormat.fromAccept("image/png;q=0.9, image/jpeg, image/webp;q=0"))
        .containsExactly(ImageFormat.JPEG, ImageFormat.PNG);
    assertThat(ImageFormat.fromAccept(null)).isEmpty();
    assertThat(ImageFormat.fromAccept("*/*")).isEmpty();
    assertThat(ImageFormat.fromFileName("a.b.JPG")).contains(ImageFormat.JPEG);
  }

  @Property(tries = 3000)
  void changedHeadersNeverDoMoreThanBeRefused(
      @ForAll @IntRange(max = 4) int which,
      @ForAll @Size(max = 6) List<@IntRange(max = 25_000) Integer> changes,
      @ForAll @IntRange(max = 80) int length) {
    byte[] bytes = List.of(PNG, GIF, JPEG, BMP, WEBP).get(which).clone();
    for (int change : changes) {
      bytes[change / 256 % bytes.length] = (byte) change;
    }
    ByteBuffer prefix = ByteBuffer.wrap(bytes, 0, Math.min(length, bytes.length));
    for (long total : new long[] {-1, prefix.remaining(), 100_000}) {
      try {
        assertThat(HeaderProbe.probe(prefix, total)).isNotNull();
      } catch (FailureException refused) {
        assertThat(refused.failure().code())
            .isIn(FailureCode.CORRUPT_IMAGE, FailureCode.UNSUPPORTED_FORMAT);
      }
    }
  }

  private static ImageInfo known(byte[] bytes) {
    return ((HeaderProbe.Result.Known) HeaderProbe.probe(ByteBuffer.wrap(bytes), -1)).info();
  }

  private static FailureCode code(ByteBuffer prefix, long total) {
    return catchThrowableOfType(FailureException.class, () -> HeaderProbe.probe(prefix, total))
        .failure()
        .code();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
