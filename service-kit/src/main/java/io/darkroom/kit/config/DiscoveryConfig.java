package io.darkroom.kit.config;

/**
 * How services find each other.
 *
 * @param kind the mechanism
 * @param consul the agent, used by {@link Kind#CONSUL} only
 */
public record DiscoveryConfig(@Default("static") Kind kind, ConsulConfig consul) {
  /** The mechanisms there are. */
  public enum Kind {
    /** Fixed lists from {@code endpoints.*}. */
    STATIC,
    /** Within one process. */
    LOCAL,
    /** Through a Consul agent. */
    CONSUL
  }
}
