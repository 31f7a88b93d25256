/**
 * Pixels, on worker threads. Orders and replies travel over the local bus as the records they are;
 * no pixel is ever copied for it.
 */
package io.darkroom.processing.transform;
