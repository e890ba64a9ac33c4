package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What outlives a run: a token that its owner alone can read, and the lines of subscriptions. */
class StateFolderFilesTest {

    private @TempDir Path folder;

    @Test
    void theTokenIsItsOwnersAloneAndIsKept() throws IOException {
        var state = new StateFolderFiles(folder.resolve("new/downbeat"));
        String token = state.quitToken();
        Path file = folder.resolve("new/downbeat/quit-token");
        assertEquals(token + "\n", Files.readString(file));
        assertEquals("rw-------", permissions(file));
        assertEquals(token, state.quitToken());
    }

    @Test
    void aFolderAndATokenThatOthersCouldReadAreClosedToThem() throws IOException {
        Path state = Files.createDirectory(folder.resolve("state"));
        String token = new StateFolderFiles(state).quitToken();
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxr-x"));
        Files.setPosixFilePermissions(
                state.resolve("quit-token"), PosixFilePermissions.fromString("rw-r--r--"));

        assertEquals(token, new StateFolderFiles(state).quitToken());

        assertEquals("rwx------", permissions(state));
        assertEquals("rw-------", permissions(state.resolve("quit-token")));
    }

    @Test
    void aNewFolderIsItsOwnersAlone() throws IOException {
        new StateFolderFiles(folder.resolve("new/downbeat")).quitToken();
        assertEquals("rwx------", permissions(folder.resolve("new/downbeat")));
    }

    @Test
    void aFolderThatHoldsOtherThingsKeepsItsPermissions() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createFile(shared.resolve("somebody's"));

        new StateFolderFiles(shared).quitToken();

        assertEquals("rwxrwxrwx", permissions(shared));
        assertEquals("rw-------", permissions(shared.resolve("quit-token")));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void anInvalidTokenIsReplaced() throws IOException {
        Files.writeString(folder.resolve("quit-token"), "please\n");
        assertNotEquals("please", new StateFolderFiles(folder).quitToken());
    }

    @Test
    void twoFoldersHaveTwoTokens() throws IOException {
        assertNotEquals(
                new StateFolderFiles(folder.resolve("a")).quitToken(),
                new StateFolderFiles(folder.resolve("b")).quitToken());
    }

    @Test
    void linesAreReadAsTheyWereWritten() throws IOException {
        SubscriptionFile file = new StateFolderFiles(folder).subscriptions(9120);
        assertEquals(List.of(), file.read());
        file.write(List.of("one", "two \u00fc"));
        assertEquals(List.of("one", "two \u00fc"), file.read());
        file.write(List.of());
        assertEquals(List.of(), file.read());
    }

    @Test
    void aBrokenFileIsNoError() throws IOException {
        Files.write(folder.resolve("subscriptions-9120"), new byte[] {(byte) 0xff, 0, 10});
        assertEquals(List.of(), new StateFolderFiles(folder).subscriptions(9120).read());
        Files.createDirectory(folder.resolve("subscriptions-1"));
        SubscriptionFile impossible = new StateFolderFiles(folder).subscriptions(1);
        impossible.write(List.of("one"));
        assertEquals(List.of(), impossible.read());
    }
}
