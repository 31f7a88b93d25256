package io.darkroom.kit.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes records from settings by their components' names, types and annotations. */
final class RecordBinder {
  private final Settings settings;

  RecordBinder(Settings settings) {
    this.settings = settings;
  }

  <R extends Record> R bind(String prefix, Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(join(prefix, ConfigKeys.kebab(components[i].getName())), components[i]);
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.trySetAccessible();
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      throw new ConfigException(prefix + ": " + refused.getCause().getMessage(), refused);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("cannot make a " + type.getName(), broken);
    }
  }

  private Object value(String key, RecordComponent component) {
    Class<?> type = component.getType();
    if (type.isRecord() && type != DataSize.class) {
      return bind(key, type.asSubclass(Record.class));
    }
    Optional<Map.Entry<String, String>> found = settings.find(key);
    Default byDefault = component.getAnnotation(Default.class);
    String text = found.map(Map.Entry::getKey).orElse(byDefault == null ? null : byDefault.value());
    String source = found.map(Map.Entry::getValue).orElse("default");
    boolean secret = isSecret(component);
    settings.remember(key, text == null ? "" : secret ? "******" : text, source);
    if (text == null) {
      return absent(key, type);
    }
    try {
      return parsed(text, component);
    } catch (IllegalArgumentException wrong) {
      String shown = secret ? "******" : text;
      throw new ConfigException(key + " = '" + shown + "': " + wrong.getMessage(), wrong);
    }
  }

  private static Object parsed(String text, RecordComponent component) {
    Class<?> type = component.getType();
    if (type == List.class) {
      return ConfigValues.parseList(text, element(component));
    }
    if (type == Optional.class && text.isBlank()) {
      return Optional.empty();
    }
    Object value = ConfigValues.parse(text, type == Optional.class ? element(component) : type);
    Range range = component.getAnnotation(Range.class);
    if (range != null) {
      ConfigValues.check(value, range);
    }
    return type == Optional.class ? Optional.of(value) : value;
  }

  private static Object absent(String key, Class<?> type) {
    if (type == Optional.class) {
      return Optional.empty();
    }
    if (type == List.class) {
      return List.of();
    }
    throw new ConfigException(
        key + " is not set (nor " + ConfigKeys.environment(key) + ") and has no default");
  }

  private static boolean isSecret(RecordComponent component) {
    return component.getType() == Secret.class
        || (component.getGenericType() instanceof ParameterizedType
            && element(component) == Secret.class);
  }

  private static Class<?> element(RecordComponent component) {
    ParameterizedType type = (ParameterizedType) component.getGenericType();
    return (Class<?>) type.getActualTypeArguments()[0];
  }

  private static String join(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }
}
