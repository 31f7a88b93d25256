package io.darkroom.codecs.message;

import java.time.Instant;

/**
 * A message nobody could handle, kept with the reason for an operator to read.
 *
 * @param queue where it came from
 * @param code why, as a failure code's wire name
 * @param detail why, in words
 * @param at when it was given up
 * @param body the original message's text, cut to 64 KiB
 */
public record DeadLetter(String queue, String code, String detail, Instant at, String body)
    implements Message {}
