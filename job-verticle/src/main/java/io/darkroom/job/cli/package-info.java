/** Commands of an operator, run as a process of their own beside the service. */
package io.darkroom.job.cli;
