package io.darkroom.codecs.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.codecs.json.JsonMapping;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;

/**
 * Carries one immutable record type over the event bus: the same object locally, JSON between
 * processes.
 *
 * @param <T> the record type
 */
public final class RecordCodec<T extends Record> implements MessageCodec<T, T> {
  private final Class<T> type;

  /** A codec for this record type, named after it. */
  public RecordCodec(Class<T> type) {
    this.type = type;
  }

  @Override
  public void encodeToWire(Buffer buffer, T record) {
    try {
      byte[] body = JsonMapping.mapper().writeValueAsBytes(record);
      buffer.appendInt(body.length).appendBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not encodable: " + type.getName(), e);
    }
  }

  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    int length = buffer.getInt(position);
    int from = position + Integer.BYTES;
    try {
      return JsonMapping.mapper().readValue(buffer.getBytes(from, from + length), type);
    } catch (IOException e) {
      throw new IllegalArgumentException("not decodable as " + type.getName(), e);
    }
  }

  @Override
  public T transform(T record) {
    return record;
  }

  @Override
  public String name() {
    return "darkroom:" + type.getName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
