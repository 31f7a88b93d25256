/**
 * The deployment shapes under test. Each starts real processes, as an operator would, and is driven
 * only through its public address.
 */
package io.darkroom.systemtests.platform;
