package io.darkroom.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  @Test
  void aValidParentIsContinuedWithANewSpan() {
    TraceContext trace = TraceContext.continueFrom(PARENT);

    assertThat(trace.traceId()).isEqualTo(TRACE);
    assertThat(trace.spanId()).isNotEqualTo("b7ad6b7169203331");
    assertThat(trace.sampled()).isTrue();
    assertThat(TraceContext.parse(trace.traceparent())).contains(trace);
  }

  @Test
  void laterVersionsMayCarryMore() {
    assertThat(TraceContext.parse("01-" + TRACE + "-b7ad6b7169203331-00-what-ever")).isPresent();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
      })
  void anythingElseStartsATrace(String header) {
    assertThat(TraceContext.parse(header)).isEmpty();
    assertThat(TraceContext.parse(TraceContext.continueFrom(header).traceparent())).isPresent();
  }
}
