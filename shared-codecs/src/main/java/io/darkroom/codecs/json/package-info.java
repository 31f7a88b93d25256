/** The one way records become JSON and come back, so that every service writes the same form. */
package io.darkroom.codecs.json;
