/**
 * Everything is killed, restarted and cut while work is under way, and afterwards nothing may be
 * lost, stuck or doubled. Looks at the platform as its users do and, since a user cannot see what
 * was lost before it was told, into the database too.
 */
package io.darkroom.systemtests.chaos;
