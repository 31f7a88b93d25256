package io.darkroom.kit.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import io.darkroom.kit.config.LogConfig.Format;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class LoggingTest {
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

  @Test
  void jsonLinesCarryTheKeyValues() {
    String line = encode(Format.JSON);

    assertThat(line).endsWith("\n");
    JsonObject json = new JsonObject(line);
    assertThat(json.getString("formattedMessage")).isEqualTo("job created");
    assertThat(json.getString("level")).isEqualTo("WARN");
    assertThat(json.getJsonArray("kvpList").encode()).isEqualTo("[{\"jobId\":\"job_1\"}]");
    assertThat(json.getJsonObject("throwable").encode()).contains("no \\\"luck\\\"");
  }

  @Test
  void textIsForPeople() {
    assertThat(encode(Format.TEXT))
        .contains("WARN")
        .contains("job created")
        .contains("jobId=\"job_1\"")
        .contains("IllegalStateException");
  }

  private String encode(Format format) {
    Encoder<ILoggingEvent> encoder = Logging.encoder(context, format);
    LoggingEvent event =
        new LoggingEvent(
            "x",
            context.getLogger("io.darkroom.test"),
            Level.WARN,
            "job {}",
            new IllegalStateException("no \"luck\""),
            new Object[] {"created"});
    event.addKeyValuePair(new KeyValuePair("jobId", "job_1"));
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}
