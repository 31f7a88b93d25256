package io.darkroom.engine.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions of libvips and GObject that are needed, and the types of its properties. Loaded
 * once and never unloaded.
 */
final class Libvips {
  /** The first that keeps metadata by kind ({@code keep}). */
  private static final int OLDEST_8 = 15;

  final MethodHandle operationNew;
  final MethodHandle setFromString;
  final MethodHandle setProperty;
  final MethodHandle getProperty;
  final MethodHandle build;
  final MethodHandle unrefOutputs;
  final MethodHandle unref;
  final MethodHandle ref;
  final MethodHandle valueInit;
  final MethodHandle valueUnset;
  final MethodHandle valueSetObject;
  final MethodHandle valueGetObject;
  final MethodHandle valueSetBoxed;
  final MethodHandle valueGetBoxed;
  final MethodHandle valueSetFlags;
  final MethodHandle blobNew;
  final MethodHandle blobGet;
  final MethodHandle areaUnref;
  final MethodHandle arrayImageNew;
  final MethodHandle fromMemory;
  final MethodHandle matrix;
  final MethodHandle toMemory;
  final MethodHandle copyMemory;
  final MethodHandle imageNew;
  final MethodHandle pipeline;
  final MethodHandle generate;
  final MemorySegment startOne;
  final MemorySegment stopOne;
  final MethodHandle regionPrepare;
  final MethodHandle regionShare;
  final MethodHandle regionNew;
  final MethodHandle regionFetch;
  final MethodHandle width;
  final MethodHandle height;
  final MethodHandle bands;
  final MethodHandle format;
  final MethodHandle interpretation;
  final MethodHandle hasAlpha;
  final MethodHandle typeOf;
  final MethodHandle getInt;
  final MethodHandle setInt;
  final MethodHandle setDouble;
  final MethodHandle getArrayInt;
  final MethodHandle setArrayInt;
  final MethodHandle getString;
  final MethodHandle setString;
  final MethodHandle getBlob;
  final MethodHandle setBlob;
  final MethodHandle removeField;
  final MethodHandle fields;
  final MethodHandle kill;
  final MethodHandle allocate;
  final MethodHandle free;
  final MethodHandle freeStrings;
  final long imageType;
  final long blobType;
  final long arrayImageType;
  final long keepType;
  private final MethodHandle errorText;
  private final MethodHandle blockOperation;
  private final MethodHandle typeFind;
  private final String version;
  private final SymbolLookup symbols;
  private final Arena arena = Arena.global();
  private final Map<String, MemorySegment> names = new ConcurrentHashMap<>();

  /** Looks everything up and starts the library. */
  Libvips(SymbolLookup symbols) {
    this.symbols = symbols;
    operationNew = function("vips_operation_new", ADDRESS, ADDRESS);
    setFromString =
        function("vips_object_set_argument_from_string", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    setProperty = procedure("g_object_set_property", ADDRESS, ADDRESS, ADDRESS);
    getProperty = procedure("g_object_get_property", ADDRESS, ADDRESS, ADDRESS);
    build = function("vips_cache_operation_build", ADDRESS, ADDRESS);
    unrefOutputs = procedure("vips_object_unref_outputs", ADDRESS);
    unref = procedure("g_object_unref", ADDRESS);
    ref = function("g_object_ref", ADDRESS, ADDRESS);
    valueInit = function("g_value_init", ADDRESS, ADDRESS, JAVA_LONG);
    valueUnset = procedure("g_value_unset", ADDRESS);
    valueSetObject = procedure("g_value_set_object", ADDRESS, ADDRESS);
    valueGetObject = function("g_value_get_object", ADDRESS, ADDRESS);
    valueSetBoxed = procedure("g_value_set_boxed", ADDRESS, ADDRESS);
    valueGetBoxed = function("g_value_get_boxed", ADDRESS, ADDRESS);
    valueSetFlags = procedure("g_value_set_flags", ADDRESS, JAVA_INT);
    blobNew = function("vips_blob_new", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    blobGet = function("vips_blob_get", ADDRESS, ADDRESS, ADDRESS);
    areaUnref = procedure("vips_area_unref", ADDRESS);
    arrayImageNew = function("vips_array_image_new", ADDRESS, ADDRESS, JAVA_INT);
    fromMemory =
        function(
            "vips_image_new_from_memory",
            ADDRESS,
            ADDRESS,
            JAVA_LONG,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT);
    matrix =
        function(
            "vips_image_new_matrix_from_array", ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    toMemory = function("vips_image_write_to_memory", ADDRESS, ADDRESS, ADDRESS);
    copyMemory = function("vips_image_copy_memory", ADDRESS, ADDRESS);
    imageNew = function("vips_image_new", ADDRESS);
    pipeline = function("vips_image_pipeline_array", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    generate =
        function(
            "vips_image_generate", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    startOne = symbols.findOrThrow("vips_start_one");
    stopOne = symbols.findOrThrow("vips_stop_one");
    regionPrepare = function("vips_region_prepare", JAVA_INT, ADDRESS, ADDRESS);
    regionShare =
        function("vips_region_region", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
    regionNew = function("vips_region_new", ADDRESS, ADDRESS);
    regionFetch =
        function(
            "vips_region_fetch", ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    width = function("vips_image_get_width", JAVA_INT, ADDRESS);
    height = function("vips_image_get_height", JAVA_INT, ADDRESS);
    bands = function("vips_image_get_bands", JAVA_INT, ADDRESS);
    format = function("vips_image_get_format", JAVA_INT, ADDRESS);
    interpretation = function("vips_image_get_interpretation", JAVA_INT, ADDRESS);
    hasAlpha = function("vips_image_hasalpha", JAVA_INT, ADDRESS);
    typeOf = function("vips_image_get_typeof", JAVA_LONG, ADDRESS, ADDRESS);
    getInt = function("vips_image_get_int", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    setInt = procedure("vips_image_set_int", ADDRESS, ADDRESS, JAVA_INT);
    setDouble = procedure("vips_image_set_double", ADDRESS, ADDRESS, JAVA_DOUBLE);
    getArrayInt =
        function("vips_image_get_array_int", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    setArrayInt = procedure("vips_image_set_array_int", ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    getString = function("vips_image_get_string", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    setString = procedure("vips_image_set_string", ADDRESS, ADDRESS, ADDRESS);
    getBlob = function("vips_image_get_blob", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    setBlob = procedure("vips_image_set_blob_copy", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    removeField = function("vips_image_remove", JAVA_INT, ADDRESS, ADDRESS);
    fields = function("vips_image_get_fields", ADDRESS, ADDRESS);
    kill = procedure("vips_image_set_kill", ADDRESS, JAVA_INT);
    allocate = function("g_try_malloc", ADDRESS, JAVA_LONG);
    free = procedure("g_free", ADDRESS);
    freeStrings = procedure("g_strfreev", ADDRESS);
    errorText = function("vips_error_buffer_copy", ADDRESS);
    blockOperation = procedure("vips_operation_block_set", ADDRESS, JAVA_INT);
    typeFind = function("vips_type_find", JAVA_LONG, ADDRESS, ADDRESS);
    version = start();
    imageType = type("vips_image_get_type");
    blobType = type("vips_blob_get_type");
    arrayImageType = type("vips_array_image_get_type");
    keepType = type("vips_foreign_keep_get_type");
  }

  /** The library's version, such as {@code 8.18.7}. */
  String version() {
    return version;
  }

  /** A constant string; meant for the names of operations and properties. */
  MemorySegment name(String name) {
    return names.computeIfAbsent(name, arena::allocateFrom);
  }

  /** Whether an operation of this nickname was built in. */
  boolean has(String operation) {
    return NativeCall.of(() -> (long) typeFind.invokeExact(name("VipsOperation"), name(operation)))
        != 0;
  }

  /** Takes the text of recent errors, of any thread: for logs only. */
  String takeErrors() {
    MemorySegment text = NativeCall.of(() -> (MemorySegment) errorText.invokeExact());
    String read = Foreign.text(text);
    NativeCall.of(
        () -> {
          free.invokeExact(text);
          return null;
        });
    return read.strip();
  }

  private String start() {
    MethodHandle environment = function("g_setenv", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    MethodHandle init = function("vips_init", JAVA_INT, ADDRESS);
    MethodHandle number = function("vips_version", JAVA_INT, JAVA_INT);
    MethodHandle cacheMax = procedure("vips_cache_set_max", JAVA_INT);
    MethodHandle concurrency = procedure("vips_concurrency_set", JAVA_INT);
    MethodHandle blockUntrusted = procedure("vips_block_untrusted_set", JAVA_INT);
    return NativeCall.of(
        () -> {
          int major = (int) number.invokeExact(0);
          int minor = (int) number.invokeExact(1);
          String found = major + "." + minor + "." + (int) number.invokeExact(2);
          if (major == 8 && minor < OLDEST_8) {
            throw new IllegalStateException(
                "libvips " + found + " is too old: 8." + OLDEST_8 + " or newer is needed");
          }
          int quiet = (int) environment.invokeExact(name("VIPS_WARNING"), name("0"), 1);
          if (quiet == 0 || (int) init.invokeExact(name("darkroom")) != 0) {
            throw new IllegalStateException("libvips does not start: " + takeErrors());
          }
          cacheMax.invokeExact(0);
          concurrency.invokeExact(1);
          blockUntrusted.invokeExact(1);
          // SVG is let in on purpose: it is made harmless before it gets there
          blockOperation.invokeExact(name("VipsForeignLoadSvg"), 0);
          return found;
        });
  }

  private long type(String name) {
    MethodHandle get = function(name, JAVA_LONG);
    return NativeCall.of(() -> (long) get.invokeExact());
  }

  private MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
    return Foreign.function(symbols.findOrThrow(name), FunctionDescriptor.of(result, parameters));
  }

  private MethodHandle procedure(String name, MemoryLayout... parameters) {
    return Foreign.function(symbols.findOrThrow(name), FunctionDescriptor.ofVoid(parameters));
  }
}
