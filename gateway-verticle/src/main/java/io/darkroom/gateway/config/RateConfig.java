package io.darkroom.gateway.config;

import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;

/**
 * How often a user may ask, by class of route; an API key a part of that, so that a script does not
 * lock its user out; an address a few times as often, because many users can share one.
 *
 * @param enabled false counts nothing at all
 * @param addressFactor how many users' worth an address gets
 * @param keyPercent how much of its user's rate one API key may take, in percent
 * @param apiPerMinute ordinary requests
 * @param apiBurst ordinary requests at once
 * @param uploadPerMinute uploads
 * @param uploadBurst uploads at once
 * @param renderPerMinute renders
 * @param renderBurst renders at once
 * @param linkPerMinute pictures of public links, by address only
 * @param linkBurst pictures of public links at once
 * @param eventsPerMinute openings of event streams
 * @param eventsBurst openings of event streams at once
 * @param credentialsPerMinute tries to sign in, register or refresh, by address only
 * @param credentialsBurst such tries at once
 */
public record RateConfig(
    @Default("true") boolean enabled,
    @Default("4") @Range(min = 1) int addressFactor,
    @Default("75") @Range(min = 1, max = 100) int keyPercent,
    @Default("6000") @Range(min = 1) int apiPerMinute,
    @Default("1000") @Range(min = 1) int apiBurst,
    @Default("1200") @Range(min = 1) int uploadPerMinute,
    @Default("300") @Range(min = 1) int uploadBurst,
    @Default("1200") @Range(min = 1) int renderPerMinute,
    @Default("300") @Range(min = 1) int renderBurst,
    @Default("6000") @Range(min = 1) int linkPerMinute,
    @Default("1000") @Range(min = 1) int linkBurst,
    @Default("240") @Range(min = 1) int eventsPerMinute,
    @Default("60") @Range(min = 1) int eventsBurst,
    @Default("60") @Range(min = 1) int credentialsPerMinute,
    @Default("30") @Range(min = 1) int credentialsBurst) {}
