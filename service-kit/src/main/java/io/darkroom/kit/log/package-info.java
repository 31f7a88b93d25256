/** Log lines: JSON for machines, text for people, set once at start and nowhere else. */
package io.darkroom.kit.log;
