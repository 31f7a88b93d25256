/** What can be configured about processing. */
package io.darkroom.processing.config;
