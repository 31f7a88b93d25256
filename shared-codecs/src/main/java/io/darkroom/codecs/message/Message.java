package io.darkroom.codecs.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Anything that travels over the broker. The {@code type} property names the record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TaskBatch.class, name = "task-batch"),
  @JsonSubTypes.Type(value = ResultMessage.class, name = "result"),
  @JsonSubTypes.Type(value = JobEvent.class, name = "job-event"),
  @JsonSubTypes.Type(value = DeadLetter.class, name = "dead-letter"),
  @JsonSubTypes.Type(value = OwnerEvent.class, name = "owner-event"),
})
public sealed interface Message
    permits TaskBatch, ResultMessage, JobEvent, DeadLetter, OwnerEvent {}
