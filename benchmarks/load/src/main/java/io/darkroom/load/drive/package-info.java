/**
 * Drives requests and times them. Everything of one run happens on one event loop, so nothing here
 * is synchronized and the generator takes at most one core from the platform it shares the machine
 * with.
 */
package io.darkroom.load.drive;
