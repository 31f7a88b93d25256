/** Pictures for the tests, and an eye that compares them without the engine under test. */
package io.darkroom.systemtests.image;
