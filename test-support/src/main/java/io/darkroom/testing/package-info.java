/** What tests of several modules need; nothing that runs in a platform may depend on it. */
package io.darkroom.testing;
