package io.downbeat.link.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.downbeat.link.wire.NodeId;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Datagrams of real peers, captured. */
public final class CapturedPackets {

    /** An alive of LinkHut 3.0.6, alone. */
    public static final byte[] ALIVE =
            bytes(
                    "5f617364705f7601 01 05 0000 5f766d3a6d77665b",
                    "746d6c6e 00000018 000000000007a120 00000000000247c0 0000000000000000",
                    "73657373 00000008 5f766d3a6d77665b",
                    "73747374 00000011 00 0000000000000000 0000000000000000",
                    "6d657034 00000006 0a630001 8f7b");

    /** A response of a LinkHut that has joined another's session. */
    public static final byte[] RESPONSE =
            bytes(
                    "5f617364705f7601 02 05 0000 5973692a4144264c",
                    "746d6c6e 00000018 000000000009d829 00000000000000b2 0000000000000000",
                    "73657373 00000008 78332165272d3f4f",
                    "73747374 00000011 00 0000000000000000 0000000000000000",
                    "6d657034 00000006 0a630001 8b1a");

    /** The alive after start was pressed in a LinkHut that was alone. */
    public static final byte[] START =
            bytes(
                    "5f617364705f7601 01 05 0000 5f766d3a6d77665b",
                    "746d6c6e 00000018 00000000000790fc 000000000062d5fb 000000000024f261",
                    "73657373 00000008 5f766d3a6d77665b",
                    "73747374 00000011 01 00000000007a1201 000000000030240e",
                    "6d657034 00000006 0a630001 8f7b");

    public static final byte[] BYEBYE = bytes("5f617364705f7601 03 00 0000 5f766d3a6d77665b");

    /** An alive of Link 4.0 on IPv6. */
    public static final byte[] ALIVE_V6 =
            bytes(
                    "5f617364705f7601 01 05 0000 6f44446b64604939",
                    "746d6c6e 00000018 000000000007a120 000000000001d8d2 0000000000000000",
                    "73657373 00000008 6f44446b64604939",
                    "73747374 00000011 00 0000000000000000 0000000000000000",
                    "6d657036 00000012 fe8000000000000034c8a6fffed0b747 cd13");

    /** An alive of Link 4.0 with audio, which has an entry that we do not know. */
    public static final byte[] ALIVE_AUDIO =
            bytes(
                    "5f617364705f7601 01 05 0000 6f433c467c795740",
                    "746d6c6e 00000018 000000000007a120 00000000002a6966 0000000000000000",
                    "73657373 00000008 6f433c467c795740",
                    "73747374 00000011 00 0000000000000000 0000000000000000",
                    "6d657034 00000006 0a630001 c78c",
                    "61657034 00000006 0a630001 8cd3");

    /** A measurement of session {@code x3!e'-?O}, from its first packet on. */
    static final byte[] PING_1 = bytes("5f6c696e6b5f7601 01 5f5f6874 00000008 000000008e40f9e2");

    static final byte[] PONG_1 =
            bytes(
                    "5f6c696e6b5f7601 02 73657373 00000008 78332165272d3f4f",
                    "5f5f6774 00000008 000000000023dc74",
                    "5f5f6874 00000008 000000008e40f9e2");

    static final byte[] PING_2 =
            bytes(
                    "5f6c696e6b5f7601 01 5f5f6874 00000008 000000008e40fac7",
                    "5f706774 00000008 000000000023dc74");

    static final byte[] PONG_2 =
            bytes(
                    "5f6c696e6b5f7601 02 73657373 00000008 78332165272d3f4f",
                    "5f5f6774 00000008 000000000023dd51",
                    "5f5f6874 00000008 000000008e40fac7",
                    "5f706774 00000008 000000000023dc74");

    static final byte[] PING_3 =
            bytes(
                    "5f6c696e6b5f7601 01 5f5f6874 00000008 000000008e40fb1f",
                    "5f706774 00000008 000000000023dd51");

    static final NodeId MEASURED = name("x3!e'-?O");

    private CapturedPackets() {}

    public static NodeId name(String letters) {
        return new NodeId(ByteBuffer.wrap(letters.getBytes(US_ASCII)).getLong());
    }

    public static byte[] bytes(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
    }
}
