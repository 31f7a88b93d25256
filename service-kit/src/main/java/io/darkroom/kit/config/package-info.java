/**
 * Configuration as records: one record per concern, read once at the edge of the process and handed
 * down by constructors. A file is overruled by the environment, and that by the command line; a key
 * that nobody asked for stops the start, because a misspelt limit is worse than none.
 */
package io.darkroom.kit.config;
