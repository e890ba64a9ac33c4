package io.downbeat.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class AddressBookTest {
    private static final AddressSpace SPACE = AddressSpace.load();

    @Test
    void theCommittedAddressesAreWhatTheContractSays() throws IOException {
        String now = ContractDocumentation.markdown(SPACE);
        Path fresh = Files.createDirectories(Path.of("target")).resolve("ADDRESSES.md");
        Files.writeString(fresh, now);

        assertEquals(
                Files.readString(Path.of("ADDRESSES.md")),
                now,
                "osc-schema/ADDRESSES.md is older than address-space.json; take over the new text:"
                        + " cp osc-schema/target/ADDRESSES.md osc-schema/ADDRESSES.md");
    }

    @Test
    void theJsonIsTheFileThatTheProgramWasBuiltWith() throws IOException {
        assertEquals(Files.readString(Path.of("address-space.json")), ContractDocumentation.json());
    }

    @Test
    void everyWrittenOutAddressAndEveryAliasStandsInTheBook() {
        String book = ContractDocumentation.markdown(SPACE);
        for (Method method : SPACE.methods()) {
            switch (method.form()) {
                case MethodOrigin.Plain plain -> assertTrue(book.contains("`" + method + "`"));
                case MethodOrigin.Alias alias -> assertTrue(book.contains("`" + method + "`"));
                case MethodOrigin.Fixed fixed -> {}
                case MethodOrigin.Toggle toggle -> {}
                case MethodOrigin.Index index -> {}
            }
        }
    }
}
