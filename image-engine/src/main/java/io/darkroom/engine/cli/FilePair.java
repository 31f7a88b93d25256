package io.darkroom.engine.cli;

import io.darkroom.codecs.image.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An image and where its result goes.
 *
 * @param folder whether the target is a path without extension, which the result's format gives
 */
record FilePair(Path input, Path target, boolean folder) {

  /** The pairs for inputs that may be folders, which are searched deeply. */
  static List<FilePair> find(List<Path> inputs, Path output, boolean folder) throws IOException {
    if (!folder) {
      return List.of(new FilePair(inputs.getFirst(), output, false));
    }
    List<FilePair> pairs = new ArrayList<>();
    Set<Path> taken = new HashSet<>();
    for (Path input : inputs) {
      if (!Files.isDirectory(input)) {
        pairs.add(pair(input, input.getFileName(), output, taken));
        continue;
      }
      try (Stream<Path> found = Files.walk(input)) {
        for (Path file : found.sorted().filter(FilePair::image).toList()) {
          pairs.add(pair(file, input.relativize(file), output, taken));
        }
      }
    }
    if (pairs.isEmpty()) {
      throw new UsageException("there are no images in " + inputs.getFirst());
    }
    return pairs;
  }

  private static FilePair pair(Path input, Path relative, Path output, Set<Path> taken) {
    String name = relative.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path base = relative.resolveSibling(dot > 0 ? name.substring(0, dot) : name);
    Path target = taken.add(base) ? base : relative; // a.png beside a.jpg keeps its whole name
    for (int i = 2; target == relative && !taken.add(target); i++) {
      target = relative.resolveSibling(name + "-" + i);
    }
    return new FilePair(input, output.resolve(target), true);
  }

  private static boolean image(Path file) {
    return Files.isRegularFile(file)
        && ImageFormat.fromFileName(file.getFileName().toString()).isPresent();
  }
}
