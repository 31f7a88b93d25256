/** What the tests of the auth service share. */
package io.darkroom.auth.testing;
