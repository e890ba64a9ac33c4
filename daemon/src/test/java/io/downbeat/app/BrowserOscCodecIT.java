package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.illposed.osc.OSCBundle;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCPacket;
import com.illposed.osc.argument.OSCColor;
import com.illposed.osc.argument.OSCImpulse;
import com.illposed.osc.argument.OSCMidiMessage;
import com.illposed.osc.argument.OSCSymbol;
import com.illposed.osc.argument.OSCTimeTag64;

import io.downbeat.RealProgram;
import io.downbeat.osc.JavaOsc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** The OSC codec of the page, in the browser, against JavaOSC. */
@Timeout(120)
@RealProgram(command = "chromium", debian = "chromium")
class BrowserOscCodecIT {
    /** A text form of what the codec has read: bytes as lists, infinity as a word. */
    private static final String READ =
            """
            async packet => {
                const codec = await import("/osc/codec.js");
                const bytes = Uint8Array.from(atob(packet), character => character.charCodeAt(0));
                const shown = value => value instanceof Uint8Array ? [...value] : value === Infinity ? "infinity" : value;
                try {
                    return codec.decodePacket(bytes.buffer)
                        .map(({ address, args }) => `${address} ${JSON.stringify(args.map(shown))}`).join("\\n");
                } catch (mistake) {
                    if (!(mistake instanceof codec.OscError)) throw mistake;
                    return `refused: ${mistake.message}`;
                }
            }
            """;

    /** {@code SOURCE} is the address and the arguments in JavaScript. */
    private static final String WRITE =
            """
            async () => {
                const codec = await import("/osc/codec.js");
                const [address, ...args] = [SOURCE];
                try {
                    return btoa(String.fromCharCode(...codec.encodeMessage(address, args)));
                } catch (mistake) {
                    if (!(mistake instanceof codec.OscError)) throw mistake;
                    return `refused: ${mistake.message}`;
                }
            }
            """;

    private static ChromiumBrowser chromium;
    private static RunningDaemon daemon;
    private static SessionPage session;

    private final JavaOsc javaOsc = new JavaOsc();

    @BeforeAll
    static void openThePage(@TempDir Path state) {
        chromium = ChromiumBrowser.start();
        daemon = RunningDaemon.with(state, "--http-port=0");
        session = SessionPage.open(chromium, daemon, 800, 600);
    }

    @AfterAll
    static void closeThePage() {
        session.close();
        daemon.close();
        chromium.close();
    }

    @Test
    void everyTypeOfArgumentIsRead() throws Exception {
        assertReads(
                "/all [-2147483648,0.55,\"Zo\u00eb \ud83c\udfb5\",\"symbol\",[1,2,3,4,5],1099511627776,"
                        + "[0,0,0,2,128,0,0,0],0.1,[0,0,0,65],[255,128,0,255],[1,144,60,127],"
                        + "true,false,null,\"infinity\"]",
                new OSCMessage("/all", everyType()));
    }

    @Test
    void theItemsOfArraysAreReadOneAfterAnother() throws Exception {
        assertReads(
                "/list [1,2,\"x\",3]",
                new OSCMessage("/list", List.of(1, List.of(2, List.of("x")), 3)));
    }

    @Test
    void textsAndBlobsOfEachLengthEndWhereTheNextArgumentBegins() throws Exception {
        for (int length = 0; length <= 9; length++) {
            String text = "abcdefghi".substring(0, length);
            byte[] blob = text.getBytes(StandardCharsets.US_ASCII);
            assertReads(
                    "/"
                            + text
                            + "x [\""
                            + text
                            + "\","
                            + Arrays.toString(blob).replace(" ", "")
                            + ",7]",
                    new OSCMessage("/" + text + "x", List.of(text, ByteBuffer.wrap(blob), 7)));
        }
    }

    @Test
    void messagesOfBundlesAreReadInTheirOrder() throws Exception {
        var inner = new OSCBundle(List.of(new OSCMessage("/b", List.of(2)), new OSCMessage("/c")));
        var outer =
                new OSCBundle(
                        List.of(new OSCMessage("/a", List.of(1)), inner, new OSCMessage("/d")),
                        OSCTimeTag64.valueOf(5L << 32));
        assertReads("/a [1]\n/b [2]\n/c []\n/d []", outer);
        assertReads("", new OSCBundle());
    }

    @Test
    void floatsAreReadAsTheirShortestDecimals() throws Exception {
        var random = new Random(1);
        List<Object> floats = new ArrayList<>();
        List<Object> decimals = new ArrayList<>();
        while (floats.size() < 500) {
            float number = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(number) && Math.abs(number) >= Float.MIN_NORMAL) {
                floats.add(number);
                decimals.add(Double.parseDouble(Float.toString(number)));
            }
        }
        Object read =
                session.page()
                        .evaluate(
                                """
                                async ([packet, decimals]) => {
                                    const codec = await import("/osc/codec.js");
                                    const bytes = Uint8Array.from(atob(packet), character => character.charCodeAt(0));
                                    const [{ args }] = codec.decodePacket(bytes.buffer);
                                    const isShortest = (one, decimal) => Math.fround(one) === Math.fround(decimal) && String(one).length <= String(decimal).length;
                                    return args.flatMap((one, index) => isShortest(one, decimals[index]) ? [] : [`${one} ${decimals[index]}`]);
                                }
                                """,
                                List.of(
                                        base64(javaOsc.bytes(new OSCMessage("/f", floats))),
                                        decimals));
        assertEquals(List.of(), read);
    }

    @Test
    void aByteOrderMarkIsPartOfAText() throws Exception {
        assertReads("/s [\"\ufeffx\"]", new OSCMessage("/s", List.of("\ufeffx")));
    }

    @Test
    void messagesAreWrittenAsJavaOscWritesThem() throws Exception {
        assertWrites("'/play'", "/play");
        assertWrites("'/i', 0, -1, 2147483647, -2147483647", "/i", 0, -1, 2147483647, -2147483647);
        assertWrites("'/f', 0.55, -1e-7, 2147483648", "/f", 0.55f, -1e-7f, 0x1p31f);
        assertWrites("'/s', '', 'a', 'abc', 'abcd'", "/s", "", "a", "abc", "abcd");
        assertWrites("'/s', 'Zo\u00eb \ud83c\udfb5 \u4e2d'", "/s", "Zo\u00eb \ud83c\udfb5 \u4e2d");
        assertWrites("'/b', true, false", "/b", true, false);
    }

    @Test
    void whatOscCannotCarryIsNotWritten() {
        for (String odd : List.of("NaN", "Infinity", "null", "undefined", "{}", "[1]", "5n")) {
            assertEquals("refused: /x: ", start(write("'/x', " + odd), 13), odd);
        }
        assertEquals("refused: a text cannot have a NUL in it", write("'/x', 'a\\0b'"));
    }

    @Test
    void aPacketThatIsCutAnywhereIsRefused() throws Exception {
        byte[] message = javaOsc.bytes(new OSCMessage("/all", everyType()));
        byte[] bundle = javaOsc.bytes(new OSCBundle(List.of(new OSCMessage("/all", everyType()))));
        for (int length = 0; length < message.length; length++) {
            String read = read(Arrays.copyOf(message, length));
            // An old message without types has no arguments.
            assertEquals(
                    length == 8 ? "/all []" : "refused: ",
                    start(read, length == 8 ? 8 : 9),
                    length + " bytes");
        }
        for (int length = 0; length < bundle.length; length++) {
            String read = read(Arrays.copyOf(bundle, length));
            assertEquals(length == 16 ? "" : "refused: ", start(read, 9), length + " bytes");
        }
    }

    @Test
    void mistakesAreNamed() {
        assertRefuses("a text is not UTF-8", text("/a"), text(",s"), bytes(0xff, 0, 0, 0));
        assertRefuses("the type x is unknown", text("/a"), text(",x"), bytes(0, 0, 0, 0));
        assertRefuses("the types must begin with ,", text("/a"), text("i"), bytes(0, 0, 0, 0));
        assertRefuses("an address must begin with /", text("a"), text(","));
        assertRefuses("a text has no end", bytes('/', 'a', 'b', 'c'));
        assertRefuses(
                "the packet ends too early", text("/a"), text(",b"), bytes(255, 255, 255, 255));
        assertRefuses(
                "the packet ends too early", text("/a"), text(",b"), bytes(127, 255, 255, 255));
        byte[] now = bytes(0, 0, 0, 0, 0, 0, 0, 1);
        assertRefuses(
                "a bundle element cannot have 6 bytes",
                text("#bundle"),
                now,
                bytes(0, 0, 0, 6),
                text("/a"),
                text(","));
        assertRefuses(
                "a bundle element cannot have -4 bytes",
                text("#bundle"),
                now,
                bytes(255, 255, 255, 252));
        assertRefuses(
                "the packet ends too early", text("#bundle"), now, bytes(0, 0, 0, 64), text("/a"));
        byte[] deep = joined(text("/a"), text(","));
        for (int depth = 0; depth < 9; depth++) {
            deep = joined(text("#bundle"), now, bytes(0, 0, 0, deep.length), deep);
        }
        assertRefuses("bundles lie too deep in each other", deep);
    }

    @Test
    void noPacketHarmsThePage() {
        Object harmed =
                session.page()
                        .evaluate(
                                """
                                async () => {
                                    const codec = await import("/osc/codec.js");
                                    let seed = 1;
                                    const random = below => {
                                        seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0;
                                        return (seed >>> 0) % below;
                                    };
                                    const words = ["#bundle\\0", "/a\\0\\0", ",ifs\\0\\0\\0\\0", ",b\\0\\0", ",[\\0\\0", "\\0\\0\\0\\x08", "\\0\\0\\0\\0"];
                                    for (let round = 0; round < 20000; round++) {
                                        let text = "";
                                        for (let part = random(12); part > 0; part--) {
                                            text += random(4) > 0 ? words[random(words.length)] : String.fromCharCode(random(256), random(256), random(256), random(256));
                                        }
                                        const bytes = Uint8Array.from(text, character => character.charCodeAt(0));
                                        try {
                                            codec.decodePacket(bytes.buffer);
                                        } catch (mistake) {
                                            if (!(mistake instanceof codec.OscError)) return `${mistake}: ${[...bytes]}`;
                                        }
                                    }
                                    return "";
                                }
                                """);
        assertEquals("", harmed);
    }

    private static List<Object> everyType() {
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                Integer.MIN_VALUE,
                                0.55f,
                                "Zo\u00eb \ud83c\udfb5",
                                OSCSymbol.valueOf("symbol"),
                                ByteBuffer.wrap(bytes(1, 2, 3, 4, 5)),
                                1L << 40,
                                OSCTimeTag64.valueOf((2L << 32) | (1L << 31)),
                                0.1,
                                'A',
                                new OSCColor(255, 128, 0, 255),
                                new OSCMidiMessage((byte) 1, (byte) 0x90, (byte) 60, (byte) 127),
                                true,
                                false));
        arguments.add(null);
        arguments.add(OSCImpulse.INSTANCE);
        return arguments;
    }

    private void assertReads(String expected, OSCPacket packet) throws Exception {
        assertEquals(expected, read(javaOsc.bytes(packet)));
    }

    private static void assertRefuses(String why, byte[]... parts) {
        assertEquals("refused: " + why, read(joined(parts)));
    }

    private void assertWrites(String source, String address, Object... arguments) throws Exception {
        assertArrayEquals(
                javaOsc.bytes(new OSCMessage(address, List.of(arguments))),
                Base64.getDecoder().decode(write(source)),
                source);
    }

    private static String read(byte[] packet) {
        return (String) session.page().evaluate(READ, base64(packet));
    }

    private static String write(String source) {
        return (String) session.page().evaluate(WRITE.replace("SOURCE", source));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String start(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }

    private static byte[] text(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(plain, (plain.length / 4 + 1) * 4);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer whole =
                ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(whole::put);
        return whole.array();
    }
}
