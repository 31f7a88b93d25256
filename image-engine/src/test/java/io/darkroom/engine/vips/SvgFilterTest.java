package io.darkroom.engine.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgFilterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>evil</script>",
        "<foreignObject><p>evil</p></foreignObject>",
        "<image href='file:///evil'/>",
        "<image xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='http://evil/x.png'/>",
        "<use href='other.svg#evil'/>",
        "<rect onload='evil()'/>",
        "<rect style='fill:url(http://evil/)'/>",
        "<rect fill='url( &quot;evil.svg#a&quot;)'/>",
        "<style>@import 'evil.css';</style>",
        "<style>rect{fill:url(evil.svg#a)}</style>",
        "<?evil?>",
        "<!-- evil -->"
      })
  void whatReachesOutIsTakenAway(String inside) {
    String cleaned = harmless("<svg xmlns='http://www.w3.org/2000/svg'>" + inside + "<g/></svg>");

    assertThat(cleaned).doesNotContain("evil").contains("<g");
  }

  @Test
  void thePictureStays() {
    String cleaned =
        harmless(
            "<svg xmlns='http://www.w3.org/2000/svg' width='5'><use href='#a'/>"
                + "<rect id='a' fill='url(#g)'/><text>a &amp; b</text></svg>");

    assertThat(cleaned).contains("#a", "url(#g)", "a &amp; b", "width=");
  }

  @Test
  void whatIsNoXmlIsRefused() {
    FailureException refused =
        catchThrowableOfType(FailureException.class, () -> harmless("<svg><g></svg>"));

    assertThat(refused.failure().code()).isEqualTo(FailureCode.CORRUPT_IMAGE);
  }

  private static String harmless(String svg) {
    byte[] cleaned =
        SvgFilter.harmless(MemorySegment.ofArray(svg.getBytes(StandardCharsets.UTF_8)));
    return new String(cleaned, StandardCharsets.UTF_8);
  }
}
