package io.darkroom.codecs.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.codecs.json.JsonMapping;
import java.io.IOException;

/**
 * The wire form of messages: one JSON object with {@code type} and {@code version} beside the
 * record's own properties.
 *
 * <p>A receiver takes any message of its own major version and ignores properties it does not know.
 */
public final class MessageCodec {
  /** The version this build writes and reads. */
  public static final int VERSION = 1;

  private MessageCodec() {}

  /** Encodes a message as UTF-8 JSON. */
  public static byte[] encode(Message message) {
    ObjectNode node = JsonMapping.mapper().valueToTree(message);
    node.put("version", VERSION);
    try {
      return JsonMapping.mapper().writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not encodable: " + message.getClass().getName(), e);
    }
  }

  /**
   * Decodes what {@link #encode} wrote.
   *
   * @throws MalformedMessageException when the bytes are no message of a known type and version
   */
  public static Message decode(byte[] body) {
    try {
      JsonNode node = JsonMapping.mapper().readTree(body);
      if (node == null || !node.isObject()) {
        throw new MalformedMessageException("not a JSON object", null);
      }
      int version = node.path("version").asInt(-1);
      if (version != VERSION) {
        throw new MalformedMessageException("unknown version " + version, null);
      }
      return JsonMapping.mapper().treeToValue(node, Message.class);
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedMessageException("not a known message", e);
    }
  }
}
