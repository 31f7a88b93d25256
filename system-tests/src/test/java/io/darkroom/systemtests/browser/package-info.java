/**
 * What a user does with the mouse and the keyboard. Finds things by role and label only, so that
 * what works here works for assistive technology, too.
 */
package io.darkroom.systemtests.browser;
