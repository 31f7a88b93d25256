/** Identifiers: prefixed, sortable, opaque. */
package io.darkroom.codecs.id;
