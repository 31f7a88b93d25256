/** What strangers, ended accounts and public links may do, across all services at once. */
package io.darkroom.systemtests.attack;
