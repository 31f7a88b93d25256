package io.darkroom.engine.turbo;

import io.darkroom.engine.NativeCache;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;

/**
 * Loads OpenCV's natives. The loader that comes with the binding takes over a second of processor
 * time to find its files; on Linux they are loaded by name here instead, in the order in which they
 * need each other.
 */
record OpenCv(NativeCache cache) {
  private static final List<String> LIBRARIES =
      List.of(
          "javacpp/%s/libjnijavacpp.so",
          "openblas/%s/libquadmath.so.0",
          "openblas/%s/libgfortran.so.5",
          "openblas/%s/libopenblas.so.0",
          "opencv/%s/libopencv_core.so.413",
          "opencv/%s/libopencv_imgproc.so.413",
          "opencv/%s/libopencv_imgcodecs.so.413",
          "opencv/%s/libjniopencv_core.so",
          "opencv/%s/libjniopencv_imgproc.so",
          "opencv/%s/libjniopencv_imgcodecs.so");

  /**
   * Unpacks what is not yet in the cache and loads it; gives the version.
   *
   * @throws LinkageError when there are none for this platform, or they do not load
   */
  String load() throws IOException {
    // Memory is bounded by the engine's estimates; the binding would refuse work by the memory of
    // the whole process, which is not ours alone.
    preset("maxBytes", "0");
    preset("maxPhysicalBytes", "0");
    preset("cachedir", cache.folder().resolve("opencv").toString());
    if (System.getProperty("os.name").equals("Linux")) {
      loadByName();
      preset("loadLibraries", "false");
    }
    // workers fill the cores; a pool inside would fight them
    opencv_core.setNumThreads(1);
    return opencv_core.CV_VERSION;
  }

  /** What is not there, some platforms need not. */
  @SuppressWarnings("restricted")
  private void loadByName() throws IOException {
    String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
    boolean found = false;
    for (String library : LIBRARIES) {
      String name = "/org/bytedeco/" + library.formatted("linux-" + cpu);
      URL resource = opencv_core.class.getResource(name);
      if (resource != null) {
        System.load(cache.file(resource).toString());
        found = true;
      }
    }
    if (!found) {
      throw new UnsatisfiedLinkError("the build brought no natives for linux-" + cpu);
    }
  }

  private static void preset(String name, String value) {
    String property = "org.bytedeco.javacpp." + name;
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
