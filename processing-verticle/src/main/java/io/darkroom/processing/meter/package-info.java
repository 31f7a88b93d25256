/** What is measured about processing, each name once. */
package io.darkroom.processing.meter;
