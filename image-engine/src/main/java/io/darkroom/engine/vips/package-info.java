/**
 * The reference lane: libvips, bound through the Foreign Function API.
 *
 * <p>The library is a separate file that may be replaced. A render owns a {@link
 * io.darkroom.engine.vips.Scope}: everything native that it makes is released when the scope
 * closes, objects before the memory they point to. libvips' operation cache is off, since a cached
 * operation would outlive that memory, and so are its own threads: workers fill the cores. Its
 * error text is shared by all threads and only good for logs.
 */
package io.darkroom.engine.vips;
