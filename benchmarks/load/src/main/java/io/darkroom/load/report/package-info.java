/** What a run leaves: a table for people and a JSON file to compare with. */
package io.darkroom.load.report;
