/** What tests of the processing service share: a whole instance on real backends. */
package io.darkroom.processing.testing;
