/** The commands; the only place that prints. */
package io.darkroom.load.cli;
