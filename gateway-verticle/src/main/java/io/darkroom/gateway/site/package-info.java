/** What the gateway answers itself: the interface, the contract, the state of the system. */
package io.darkroom.gateway.site;
