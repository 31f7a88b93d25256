package io.darkroom.codecs.message;

/**
 * Names of exchanges, queues and routing keys, in this one place. All carry a prefix so that
 * several platforms can share one broker.
 *
 * @param prefix first part of every name, such as {@code darkroom}
 */
public record Topology(String prefix) {
  public Topology {
    if (!prefix.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException("not a topology prefix: " + prefix);
    }
  }

  /** Direct exchange that work is handed over through; routing key is the lane's wire name. */
  public String tasksExchange() {
    return prefix + ".tasks";
  }

  /** Direct exchange for what became of tasks; routing key {@link #resultsKey()}. */
  public String resultsExchange() {
    return prefix + ".results";
  }

  /** Fanout exchange for live events. */
  public String eventsExchange() {
    return prefix + ".events";
  }

  /** The queue of a lane. */
  public String tasksQueue(Lane lane) {
    return prefix + ".tasks." + lane.wire();
  }

  /** The queue the job service reads results from. */
  public String resultsQueue() {
    return prefix + ".results";
  }

  /** The routing key of results. */
  public String resultsKey() {
    return "results";
  }

  /** Where messages go that nobody could handle; also its routing key on the results exchange. */
  public String deadQueue() {
    return prefix + ".dead";
  }

  /** The routing key of dead letters on the results exchange. */
  public String deadKey() {
    return "dead";
  }

  /** The exclusive queue of one instance on the events exchange. */
  public String eventsQueue(String instance) {
    return prefix + ".events." + instance;
  }
}
