package io.darkroom.job.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The schema {@code NewJob} of the contract. */
record NewJobRequest(
    Optional<String> name,
    List<String> images,
    List<Output> outputs,
    Optional<Integer> priority,
    Optional<String> webhook) {

  /** One thing to make of every image. */
  record Output(Optional<String> name, JsonNode recipe) {}
}
