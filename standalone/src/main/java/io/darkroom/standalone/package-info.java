/**
 * The platform in one process: the four services, each the same verticle it is as a process of its
 * own, on embedded backends or on given ones.
 */
package io.darkroom.standalone;
