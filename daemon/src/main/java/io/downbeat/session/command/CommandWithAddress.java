package io.downbeat.session.command;

/**
 * A command and the address that asked for it. The address is kept as the sender spelled it, so
 * that an answer can name it.
 */
public record CommandWithAddress(String address, Command command) {}
