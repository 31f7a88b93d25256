/** The command line of the auth service. */
package io.darkroom.auth.cli;
