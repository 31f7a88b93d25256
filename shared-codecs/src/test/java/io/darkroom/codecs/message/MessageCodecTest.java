package io.darkroom.codecs.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.codecs.json.JsonMapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.006Z");
  private static final ObjectMapper JSON = JsonMapping.mapper();

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of(
            "task-batch",
            new TaskBatch(
                "evt_b",
                "job_1",
                "usr_1",
                new SourceImage("img_1", "ab12", "jpeg", 4000, 3000, 123_456L),
                Lane.HEAVY,
                List.of(new TaskOrder("tsk_1", 1, "resize:800x/jpeg:q=80")),
                Map.of())),
        Arguments.of(
            "task-batch-watermark",
            new TaskBatch(
                "evt_b",
                "job_1",
                "usr_1",
                new SourceImage("img_1", "ab12", "jpeg", 4000, 3000, 123_456L),
                Lane.NORMAL,
                List.of(new TaskOrder("tsk_1", 1, "watermark:img_2/jpeg")),
                Map.of("img_2", "ef56"))),
        Arguments.of(
            "result-started",
            new ResultMessage("tsk_1", "job_1", 1, "ins_1", new Outcome.Started(AT))),
        Arguments.of(
            "result-succeeded",
            new ResultMessage(
                "tsk_1",
                "job_1",
                2,
                "ins_1",
                new Outcome.Succeeded(
                    new ResultImage("cd34", "jpeg", 800, 600, 54_321L),
                    new Timings(1, 20, 5, 4, 2),
                    false))),
        Arguments.of(
            "result-failed",
            new ResultMessage(
                "tsk_1",
                "job_1",
                3,
                "ins_1",
                new Outcome.Failed("corrupt-image", "the data ends early", false))),
        Arguments.of(
            "result-returned",
            new ResultMessage("tsk_1", "job_1", 3, "ins_2", new Outcome.Returned(true))),
        Arguments.of(
            "job-event",
            new JobEvent(
                "job_1",
                "usr_1",
                7,
                EventKind.TASK_UPDATED,
                AT,
                "running",
                new Progress(3, 1, 1),
                Optional.of(
                    new TaskChange(
                        "tsk_1", "img_1", "small", "failed", Optional.of("corrupt-image"))))),
        Arguments.of(
            "owner-event",
            new OwnerEvent(
                "usr_1", EventKind.IMAGE_DELETED, AT, Optional.of("img_1"), Optional.of("ab12"))),
        Arguments.of(
            "dead-letter",
            new DeadLetter("darkroom.results", "internal", "not a known message", AT, "rubbish")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void writesTheGoldenForm(String name, Message message) throws IOException {
    JsonNode written = JSON.readTree(MessageCodec.encode(message));

    assertThat(written).isEqualTo(golden(name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void readsTheGoldenForm(String name, Message message) throws IOException {
    Message read = MessageCodec.decode(JSON.writeValueAsBytes(golden(name)));

    assertThat(read).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "rubbish",
        "{\"version\":1}",
        "{\"version\":1,\"type\":\"unheard-of\"}",
        "{\"version\":2,\"type\":\"result\"}",
        "{\"version\":1,\"type\":\"task-batch\",\"tasks\":[]}",
        "{\"version\":1,\"type\":\"result\",\"attempt\":\"many\"}"
      })
  void refusesWhatIsNoMessage(String body) {
    assertThatThrownBy(() -> MessageCodec.decode(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedMessageException.class);
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream in =
        MessageCodecTest.class.getResourceAsStream("/golden/message/" + name + ".json")) {
      return JSON.readTree(in);
    }
  }
}
