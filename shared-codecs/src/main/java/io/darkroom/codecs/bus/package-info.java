/** Event-bus codecs: records pass unchanged inside a process and as JSON between processes. */
package io.darkroom.codecs.bus;
