/** What the job service counts and measures of itself. */
package io.darkroom.job.meter;
