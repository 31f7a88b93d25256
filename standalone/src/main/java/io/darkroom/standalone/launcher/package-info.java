/** The command line in front of the platform: it alone prints, and decides the exit code. */
package io.darkroom.standalone.launcher;
