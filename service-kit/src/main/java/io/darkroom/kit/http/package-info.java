/**
 * How every service speaks HTTP: operations come from the contract and nowhere else, requests are
 * checked against it before a handler sees them, and whatever goes wrong leaves as one form of
 * problem+json.
 */
package io.darkroom.kit.http;
