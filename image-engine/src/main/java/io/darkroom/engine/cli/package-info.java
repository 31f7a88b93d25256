/** The engine from the command line, for one file or a folder full of them. */
package io.darkroom.engine.cli;
