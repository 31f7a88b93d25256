/**
 * How a service becomes a process: its name, what it is given, and the life from settings to drain.
 * Standalone hands the same context to the same verticles, so both shapes run the same code.
 */
package io.darkroom.kit.service;
