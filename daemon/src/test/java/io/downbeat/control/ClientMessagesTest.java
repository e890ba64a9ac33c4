package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.TOKEN;
import static io.downbeat.control.MessageExpectation.sent;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscArgument.Impulse;
import io.downbeat.osc.OscArgument.Nil;
import io.downbeat.session.command.Command.Monitor;
import io.downbeat.session.command.Command.Options;
import io.downbeat.session.command.Command.Ping;
import io.downbeat.session.command.Command.Quit;
import io.downbeat.session.command.Command.Refresh;
import io.downbeat.session.command.Command.Subscribe;
import io.downbeat.session.command.Command.Unsubscribe;
import io.downbeat.session.command.Refusal;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a client asks for itself. */
class ClientMessagesTest {
    private static final Subscribe EVERYTHING =
            new Subscribe(List.of(), Optional.empty(), Options.USUAL);

    private static Subscribe with(Options options) {
        return new Subscribe(List.of(), Optional.empty(), options);
    }

    @Test
    void withoutArgumentsASubscriptionCoversEverything() {
        sent("/subscribe").becomes(EVERYTHING);
        sent("/subscribe", Impulse.IMPULSE).becomes(EVERYTHING);
        sent("/subscribe", true).becomes(EVERYTHING);
    }

    @Test
    void argumentsComeInAnyOrder() {
        var expected =
                new Subscribe(
                        List.of("/track", "/scene/*/state"),
                        Optional.of(9000),
                        new Options(true, 10, true, 10, 60));
        sent("/subscribe", "/track", "/scene/*/state", 9000, "typed", "rate=10").becomes(expected);
        sent("/subscribe", "rate=10", "/track", 9000f, "typed=1", "/scene/*/state")
                .becomes(expected);
    }

    @Test
    void aNumberBelow1024IsAPressAndNotAPort() {
        sent("/subscribe", 1f).becomes(EVERYTHING);
        sent("/subscribe", 1023, "/")
                .becomes(new Subscribe(List.of("/"), Optional.empty(), Options.USUAL));
        sent("/subscribe", 1024)
                .becomes(new Subscribe(List.of(), Optional.of(1024), Options.USUAL));
        sent("/subscribe", "/track", 0f).becomesNothing();
    }

    @Test
    void aPortIsAWholeNumberUpTo65535() {
        sent("/subscribe", 65536).isRefused(Refusal.Code.RANGE, "..65535");
        sent("/subscribe", 9000.5).isRefused(Refusal.Code.TYPE);
        sent("/subscribe", Float.NaN).isRefused(Refusal.Code.RANGE);
        sent("/subscribe", OscArgument.Blob.of()).isRefused(Refusal.Code.TYPE);
    }

    @Test
    void subscriptionOptionsAreRead() {
        sent("/subscribe", "bundle=0", "heal=0", "lease=5.5", "rate=60")
                .becomes(with(new Options(false, 60, false, 0, 5.5)));
        sent("/subscribe", "TYPED").becomes(with(new Options(true, 30, true, 10, 60)));
    }

    @Test
    void unknownOptionsAndValuesAreRefused() {
        sent("/subscribe", "speed=3").isRefused(Refusal.Code.RANGE, "typed, rate, bundle");
        sent("/subscribe", "track").isRefused(Refusal.Code.RANGE);
        sent("/subscribe", "rate=fast").isRefused(Refusal.Code.TYPE, "rate");
        sent("/subscribe", "rate=").isRefused(Refusal.Code.TYPE);
        sent("/subscribe", "rate=-1").isRefused(Refusal.Code.RANGE);
        for (String option : new String[] {"typed", "bundle"}) {
            for (String other : new String[] {"2", "-1", "0.5", "nan", "on", "T", ""}) {
                sent("/subscribe", option + "=" + other)
                        .isRefused(Refusal.Code.RANGE, option + "= is 0 or 1");
            }
        }
        for (String option : new String[] {"rate", "heal", "lease"}) {
            for (String other : new String[] {"-1", "-0.001", "nan", "inf"}) {
                sent("/subscribe", option + "=" + other).isRefused(Refusal.Code.RANGE, option);
            }
            sent("/subscribe", option + "=x").isRefused(Refusal.Code.TYPE, option);
            sent("/subscribe", option).isRefused(Refusal.Code.MISSING, option);
        }
        sent("/subscribe", "heal").isRefused(Refusal.Code.MISSING, "heal=");
        sent("/subscribe", "lease=inf").isRefused(Refusal.Code.RANGE);
    }

    @Test
    void patternsAreChecked() {
        sent("/subscribe", "/track/[1").isRefused(Refusal.Code.PATTERN, "/track/[1");
        sent("/subscribe", Collections.nCopies(257, (Object) "/a").toArray())
                .isRefused(Refusal.Code.RANGE, "256");
    }

    @Test
    void unsubscribingAndRefreshingNamePatternsAndAPort() {
        sent("/unsubscribe", "/track", 9000)
                .becomes(new Unsubscribe(List.of("/track"), Optional.of(9000)));
        sent("/refresh").becomes(new Refresh(List.of(), Optional.empty()));
        sent("/refresh", 1, "//name").becomes(new Refresh(List.of("//name"), Optional.empty()));
        sent("/refresh", "typed").isRefused(Refusal.Code.RANGE, "typed");
    }

    @Test
    void aPingKeepsItsArguments() {
        sent("/monitor").becomes(new Monitor());
        sent("/ping").becomes(new Ping(List.of()));
        sent("/ping", 0f, "x", Nil.NIL)
                .becomes(new Ping(List.of(OscArgument.f(0), OscArgument.s("x"), Nil.NIL)));
    }

    @Test
    void aLocalClientWithTheTokenCanEndTheProgram() {
        sent("/quit", TOKEN).becomes(new Quit());
        sent("/quit", 1, TOKEN).becomes(new Quit());
        sent("/quit", TOKEN).from("tcp:[::1]:9000").becomes(new Quit());
        sent("/quit", "please").isRefused(Refusal.Code.NOT_ALLOWED, "token");
        sent("/quit", TOKEN).from("udp:10.0.0.1:9000").isRefused(Refusal.Code.NOT_ALLOWED, "host");
        sent("/quit", TOKEN).from("udp:127.evil.org:9").isRefused(Refusal.Code.NOT_ALLOWED);
    }
}
