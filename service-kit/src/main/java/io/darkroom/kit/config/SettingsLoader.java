package io.darkroom.kit.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Reads the three sources of settings at the edge of the process. */
final class SettingsLoader {
  private static final String CONFIG_ARGUMENT = "config";
  private static final String CONFIG_ENVIRONMENT = ConfigKeys.ENV_PREFIX + "CONFIG";

  private SettingsLoader() {}

  static Settings load(String[] args, Map<String, String> env) {
    Map<String, String> arguments = new HashMap<>(arguments(args));
    String file = arguments.remove(CONFIG_ARGUMENT);
    if (file == null) {
      file = env.get(CONFIG_ENVIRONMENT);
    }
    Map<String, String> environment =
        env.entrySet().stream()
            .filter(e -> e.getKey().startsWith(ConfigKeys.ENV_PREFIX))
            .filter(e -> !e.getKey().equals(CONFIG_ENVIRONMENT))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new Settings(file == null ? Map.of() : file(file), environment, arguments);
  }

  private static Map<String, String> arguments(String[] args) {
    Map<String, String> out = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      String argument = args[i];
      if (!argument.startsWith("--") || argument.length() == 2) {
        throw new ConfigException("unexpected argument '" + argument + "' (write --key=value)");
      }
      int equals = argument.indexOf('=');
      String key = argument.substring(2, equals < 0 ? argument.length() : equals);
      if (equals < 0 && i + 1 >= args.length) {
        throw new ConfigException("--" + key + " needs a value");
      }
      String value = equals < 0 ? args[++i] : argument.substring(equals + 1);
      if (out.put(key, value) != null) {
        throw new ConfigException("--" + key + " is given twice");
      }
    }
    return out;
  }

  private static Map<String, String> file(String name) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of(name), StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException broken) {
      throw new ConfigException("cannot read the configuration file " + name, broken);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, properties::getProperty));
  }
}
