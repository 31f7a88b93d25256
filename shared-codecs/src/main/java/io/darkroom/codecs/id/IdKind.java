package io.darkroom.codecs.id;

/** The kinds of thing that have an identifier, and the prefix each carries. */
public enum IdKind {
  USER("usr"),
  SESSION("ses"),
  API_KEY("key"),
  IMAGE("img"),
  JOB("job"),
  TASK("tsk"),
  RECIPE("rcp"),
  WEBHOOK("whk"),
  LINK("lnk"),
  EVENT("evt"),
  INSTANCE("ins"),
  REQUEST("req");

  private final String prefix;

  IdKind(String prefix) {
    this.prefix = prefix;
  }

  /** The prefix before the underscore. */
  public String prefix() {
    return prefix;
  }
}
