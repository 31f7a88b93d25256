package io.darkroom.gateway.route;

import io.darkroom.kit.http.Operation;
import io.darkroom.kit.http.PathTemplate;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the operation a request means. Templates are tried in their order, the more exact ones
 * first, and most are passed over by the fixed text they begin with.
 */
public final class RouteTable {
  private final List<Template> templates = new ArrayList<>();

  /**
   * An operation and its kind.
   *
   * @param operation what is asked for
   * @param routes its limits and timeouts
   * @param name of the route, for meters
   * @param brief whether neither its body nor its answer takes long to pass on
   */
  public record Target(Operation operation, RouteClass routes, String name, boolean brief) {

    Target(Operation operation, RouteClass routes, String name) {
      this(operation, routes, name, isBrief(operation, routes));
    }

    private static boolean isBrief(Operation operation, RouteClass routes) {
      return (routes == RouteClass.API || routes == RouteClass.CREDENTIALS)
          && operation.answersJson()
          && !RouteClass.takesImages(operation);
    }
  }

  /**
   * What is at a path.
   *
   * @param target the operation, empty when the path does not know the method
   * @param allowed the methods it knows
   */
  public record Match(Optional<Target> target, String allowed) {}

  private record Template(
      PathTemplate path, String beginning, Map<HttpMethod, Match> matches, Match other) {

    boolean covers(String requested) {
      return requested.startsWith(beginning) && path.matches(requested);
    }
  }

  /** A table of these operations. */
  public RouteTable(Collection<Operation> operations) {
    Map<PathTemplate, List<Operation>> byPath = new TreeMap<>();
    for (Operation operation : operations) {
      byPath.computeIfAbsent(operation.path(), path -> new ArrayList<>()).add(operation);
    }
    byPath.forEach((path, all) -> templates.add(template(path, all)));
  }

  /** What is at a normalised path; empty when nothing is. */
  public Optional<Match> find(HttpMethod method, String path) {
    Match other = null;
    for (Template template : templates) {
      if (template.covers(path)) {
        Match match = template.matches().get(method);
        if (match != null) {
          return Optional.of(match);
        }
        other = other == null ? template.other() : other;
      }
    }
    return Optional.ofNullable(other);
  }

  private static Template template(PathTemplate path, List<Operation> operations) {
    Map<HttpMethod, Match> matches = new HashMap<>();
    TreeSet<String> methods = new TreeSet<>();
    operations.forEach(operation -> methods.add(operation.method().name()));
    String allowed = String.join(", ", methods);
    for (Operation operation : operations) {
      RouteClass routes = RouteClass.of(operation);
      Match match = new Match(Optional.of(new Target(operation, routes, path.toString())), allowed);
      matches.put(operation.method(), match);
      if (operation.method().equals(HttpMethod.GET) && routes != RouteClass.EVENTS) {
        matches.putIfAbsent(HttpMethod.HEAD, match);
      }
    }
    String text = path.toString();
    int parameter = text.indexOf('{');
    String beginning = parameter < 0 ? text : text.substring(0, parameter);
    return new Template(path, beginning, Map.copyOf(matches), new Match(Optional.empty(), allowed));
  }
}
