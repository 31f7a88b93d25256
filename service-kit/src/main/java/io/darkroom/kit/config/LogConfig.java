package io.darkroom.kit.config;

/**
 * What is logged, and how.
 *
 * @param format lines of JSON for machines, or text for people
 * @param level the least serious level that is written
 */
public record LogConfig(@Default("json") Format format, @Default("info") Level level) {
  /** The form of a line. */
  public enum Format {
    /** One JSON object a line. */
    JSON,
    /** Time, level, logger, message and key-values. */
    TEXT
  }

  /** Levels by falling seriousness. */
  public enum Level {
    /** Only what needs somebody's attention. */
    ERROR,
    /** And what may need it soon. */
    WARN,
    /** And what happens. */
    INFO,
    /** And why. */
    DEBUG
  }
}
