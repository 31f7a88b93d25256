package io.darkroom.kit.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * Everything that was set for this process, from which records are bound. Keeps account of what was
 * asked for, so that {@link #requireNoUnknown()} can name what nobody wanted.
 *
 * <p>Safe for use by any thread.
 */
public final class Settings {
  private final Map<String, String> file;
  private final Map<String, String> environment;
  private final Map<String, String> arguments;
  private final Map<String, Effective> bound = new ConcurrentSkipListMap<>();

  /** One setting in force: what to print and where it came from. */
  record Effective(String shown, String source) {}

  Settings(
      Map<String, String> file, Map<String, String> environment, Map<String, String> arguments) {
    this.file = Map.copyOf(file);
    this.environment = Map.copyOf(environment);
    this.arguments = Map.copyOf(arguments);
  }

  /**
   * Reads the file named by {@code --config} or {@code DARKROOM_CONFIG}, the environment and the
   * command line ({@code --postgres.pool-size=8}).
   *
   * @throws ConfigException when a source cannot be read
   */
  public static Settings load(String[] args, Map<String, String> env) {
    return SettingsLoader.load(args, env);
  }

  /** As {@link #load}, with the environment of this process. */
  public static Settings fromProcess(String[] args) {
    return load(args, System.getenv());
  }

  /** Settings from a map of dotted keys. */
  public static Settings of(Map<String, String> values) {
    return new Settings(values, Map.of(), Map.of());
  }

  /** These settings with others that overrule every source; what was bound so far is forgotten. */
  public Settings with(Map<String, String> overrides) {
    Map<String, String> merged = new HashMap<>(arguments);
    merged.putAll(overrides);
    return new Settings(file, environment, merged);
  }

  /** These settings with values to use where no source sets one. */
  public Settings withFallback(Map<String, String> defaults) {
    Map<String, String> merged = new HashMap<>(defaults);
    merged.putAll(file);
    return new Settings(merged, environment, arguments);
  }

  /** All that is set, secrets too, as the environment of another Darkroom process. */
  public Map<String, String> asEnvironment() {
    Map<String, String> all = new HashMap<>();
    file.forEach((key, value) -> all.put(ConfigKeys.environment(key), value));
    all.putAll(environment);
    arguments.forEach((key, value) -> all.put(ConfigKeys.environment(key), value));
    return Map.copyOf(all);
  }

  /**
   * Makes a record from the keys below a prefix, for example {@code postgres.pool-size} for the
   * component {@code poolSize} of a record bound at {@code postgres}.
   *
   * @throws ConfigException naming the key and the value that is missing or wrong
   */
  public <R extends Record> R bind(String prefix, Class<R> type) {
    return new RecordBinder(this).bind(prefix, type);
  }

  /**
   * Refuses keys that nobody bound. Sections that other Darkroom processes understand and this one
   * did not touch are tolerated, so that all services can share one file.
   *
   * @throws ConfigException naming every unknown key
   */
  public void requireNoUnknown() {
    Set<String> mine = bound.keySet().stream().map(ConfigKeys::section).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    for (Map<String, String> source : List.of(file, arguments)) {
      source.keySet().stream().filter(key -> !bound.containsKey(key)).forEach(unknown::add);
    }
    unknown.removeIf(
        key -> isForeign(ConfigKeys.section(key), mine) && !key.equals(ConfigKeys.section(key)));
    Set<String> known =
        bound.keySet().stream().map(ConfigKeys::environment).collect(Collectors.toSet());
    environment.keySet().stream()
        .filter(name -> !known.contains(name))
        .filter(name -> mine.contains(ConfigKeys.environmentSection(name)))
        .forEach(unknown::add);
    if (!unknown.isEmpty()) {
      throw new ConfigException("unknown settings: " + String.join(", ", unknown));
    }
  }

  private static boolean isForeign(String section, Set<String> mine) {
    return ConfigKeys.SECTIONS.contains(section) && !mine.contains(section);
  }

  /** The settings in force, one a line, secrets hidden. */
  public String effectiveTable() {
    int width = bound.keySet().stream().mapToInt(String::length).max().orElse(1);
    return bound.entrySet().stream()
        .map(
            e ->
                ("%-" + width + "s = %s  (%s)")
                    .formatted(e.getKey(), e.getValue().shown(), e.getValue().source()))
        .collect(Collectors.joining("\n"));
  }

  /** The text of a key and its source, from the strongest source that has it. */
  Optional<Map.Entry<String, String>> find(String key) {
    if (arguments.containsKey(key)) {
      return Optional.of(Map.entry(arguments.get(key), "command line"));
    }
    String name = ConfigKeys.environment(key);
    if (environment.containsKey(name)) {
      return Optional.of(Map.entry(environment.get(name), "environment"));
    }
    return Optional.ofNullable(file.get(key)).map(value -> Map.entry(value, "file"));
  }

  void remember(String key, String shown, String source) {
    bound.put(key, new Effective(shown, source));
  }

  @Override
  public String toString() {
    return "Settings" + bound.keySet();
  }
}
