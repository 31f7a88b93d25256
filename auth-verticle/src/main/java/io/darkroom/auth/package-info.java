/** The auth service: accounts, sessions, tokens and keys. This package wires the parts together. */
package io.darkroom.auth;
