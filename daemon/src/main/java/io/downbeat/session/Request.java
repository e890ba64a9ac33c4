package io.downbeat.session;

/**
 * A command and the address that asked for it, as the sender spelled it, so that an answer can name
 * it.
 */
public record Request(String address, Command command) {}
