/**
 * The lane of last resort: the JDK's codecs and our own filters. It runs everywhere, holds whole
 * frames in memory and is several times slower than the native lanes; results agree with theirs
 * within the tolerance that the conformance tests state.
 */
package io.darkroom.engine.portable;
