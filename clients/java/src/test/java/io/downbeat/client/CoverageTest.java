package io.downbeat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /track                 | /track/1/active       | true
                    /track                 | /tracks               | false
                    /track/*/active        | /track/12/active      | true
                    /track/*/active        | /track/1/active/name  | true
                    /track/*/active        | /track/1/clip/active  | false
                    /track/?/active        | /track/12/active      | false
                    /scene/[1-3]/state     | /scene/2/state        | true
                    /scene/[!1-3]/state    | /scene/2/state        | false
                    /scene/[a-]/state      | /scene/-/state        | true
                    /scene/[d]/state       | /scene/7/state        | false
                    /{tempo,beat}          | /beat                 | true
                    /{x,xy}z               | /xyz                  | true
                    //state                | /scene/2/state        | true
                    /scene//state          | /scene/state          | true
                    /a+b                   | /aab                  | false
                    /open[                 | /open[                | true
                    """)
    void aPatternCoversWhatItMatchesAndAllBelow(String pattern, String address, boolean covered) {
        assertEquals(covered, Coverage.of(pattern).covers(address));
    }

    @Test
    void aPatternBeginsWithASlash() {
        assertThrows(IllegalArgumentException.class, () -> Coverage.of("track"));
    }
}
