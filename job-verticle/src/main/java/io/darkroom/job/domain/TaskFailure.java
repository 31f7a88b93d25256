package io.darkroom.job.domain;

import java.util.Objects;

/**
 * Why a task failed or had to be tried again.
 *
 * @param code wire name of a failure code
 * @param detail what happened, fit for the owner to read
 */
public record TaskFailure(String code, String detail) {
  public TaskFailure {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(detail, "detail");
  }
}
