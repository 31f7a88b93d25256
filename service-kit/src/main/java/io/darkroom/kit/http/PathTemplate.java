package io.darkroom.kit.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of the contract with parameters in braces. A parameter is one segment, or several when it
 * is named as such.
 *
 * <p>Templates sort so that the more exact one comes first.
 */
public final class PathTemplate implements Comparable<PathTemplate> {
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9]*)}");
  private static final Comparator<PathTemplate> ORDER =
      Comparator.comparing((PathTemplate t) -> t.sortKey).thenComparing(t -> t.text);

  private final String text;
  private final String regex;
  private final Pattern pattern;
  private final String sortKey;
  private final List<String> parameters;

  /** Reads a template; the parameters in {@code wide} may span segments. */
  public PathTemplate(String text, Set<String> wide) {
    this.text = text;
    StringBuilder out = new StringBuilder();
    List<String> names = new ArrayList<>();
    Matcher matcher = PARAMETER.matcher(text);
    int from = 0;
    while (matcher.find()) {
      out.append(literal(text.substring(from, matcher.start())));
      String name = matcher.group(1);
      names.add(name);
      out.append("(?<").append(name).append('>').append(wide.contains(name) ? ".+" : "[^/]+");
      out.append(')');
      from = matcher.end();
    }
    out.append(literal(text.substring(from)));
    regex = out.toString();
    pattern = Pattern.compile(regex);
    parameters = List.copyOf(names);
    sortKey = PARAMETER.matcher(text).replaceAll("\uffff");
  }

  /** The regular expression of the whole path, a named group for each parameter. */
  public String regex() {
    return regex;
  }

  /** The names of the parameters from left to right. */
  public List<String> parameters() {
    return parameters;
  }

  /** Whether a normalised path fits. */
  public boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  @Override
  public int compareTo(PathTemplate other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathTemplate that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The template as the contract has it. */
  @Override
  public String toString() {
    return text;
  }

  private static String literal(String part) {
    return part.replaceAll("([.+*?^$()\\[\\]|\\\\])", "\\\\$1");
  }
}
