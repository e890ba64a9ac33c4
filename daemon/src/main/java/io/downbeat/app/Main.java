package io.downbeat.app;

import io.downbeat.bench.Benches;
import io.downbeat.console.ConsoleOutput;
import io.downbeat.console.ReadyLine;
import io.downbeat.midi.MidiPorts;
import io.downbeat.osc.PlainText;
import io.downbeat.persistence.GraphRefused;
import io.downbeat.persistence.GraphStore;
import io.downbeat.persistence.Warning;
import io.downbeat.schema.AddressBook;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.Piece;
import io.downbeat.transport.PortRefused;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The way in: reads the command line and does what it asks for. */
public final class Main {

    private static final int FINE = 0;
    private static final int WARNED = 1;
    private static final int REFUSED = 2;
    private static final int STUCK = 1;

    private Main() {}

    /** Ends the process with 0, or with 2 and one line on standard error that says what to do. */
    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = run(arguments, out, err);
        out.flush();
        System.exit(code);
    }

    /** Begins what a performance needs before the command line is read: that takes its time too. */
    private static int run(String[] arguments, PrintStream out, PrintStream err) {
        Optional<Overture> begun =
                Options.nameASubcommand(arguments) ? Optional.empty() : Optional.of(new Overture());
        return run(Options.parse(arguments), begun, out, err);
    }

    static int run(Invocation invocation, PrintStream out, PrintStream err) {
        return run(invocation, Optional.empty(), out, err);
    }

    private static int run(
            Invocation invocation, Optional<Overture> begun, PrintStream out, PrintStream err) {
        return switch (invocation) {
            case Invocation.Print(var text) -> {
                out.print(text);
                yield FINE;
            }
            case Invocation.Refused(var lines) -> {
                lines.forEach(line -> err.println(PlainText.of(line)));
                yield REFUSED;
            }
            case Invocation.Run(var settings) ->
                    perform(settings, begun.orElseGet(Overture::new), out, err);
            case Invocation.Check(var graph) -> check(graph, out, err);
            case Invocation.Schema(var format) -> schema(format, out);
            case Invocation.Send send -> new Sending(out, err).carryOut(send);
            case Invocation.Monitor monitor -> new Monitoring(out, err).carryOut(monitor);
            case Invocation.Midi() -> midi(out);
            case Invocation.Bench(var name) -> Benches.run(name, out, err);
        };
    }

    private static int perform(
            RunSettings settings, Overture overture, PrintStream out, PrintStream err) {
        try (var console = new ConsoleOutput(out, err, terminal())) {
            Logs.begin(settings, console);
            return perform(settings, overture, console);
        }
    }

    private static int perform(RunSettings settings, Overture overture, ConsoleOutput console) {
        try {
            Assembly.Ready ready = Assembly.ready(settings, overture);
            try (Daemon daemon = ready.daemon()) {
                endWithTheProcess(daemon, console);
                console.print(ready.line());
                Thread.ofPlatform().daemon().name("downbeat-soundcheck").start(ready.soundCheck());
                daemon.perform(console);
            }
            return FINE;
        } catch (GraphRefused | PortRefused | StartRefused refused) {
            String line = "downbeat: " + PlainText.of(String.valueOf(refused.getMessage())) + "\n";
            console.log(() -> line);
            return REFUSED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return FINE;
        }
    }

    /**
     * SIGTERM and Ctrl-C end the program in order: the JVM waits for this hook, and the hook for
     * the daemon.
     */
    private static void endWithTheProcess(Daemon daemon, ConsoleOutput console) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> endAsAsked(daemon, console), "downbeat-end"));
    }

    /** A JVM that a signal ends exits with the signal's number; to be told to end is no failure. */
    private static void endAsAsked(Daemon daemon, ConsoleOutput console) {
        boolean closed = daemon.endAndWait();
        if (!closed) {
            console.log(() -> "downbeat: something did not close in time; ending without it\n");
        }
        console.close();
        Runtime.getRuntime().halt(closed ? FINE : STUCK);
    }

    /** The launcher looks for terminals, since no JDK from 21 on tells it alike. */
    private static ConsoleOutput.Terminal terminal() {
        String kind = System.getenv().getOrDefault("TERM", "");
        return new ConsoleOutput.Terminal(
                Boolean.getBoolean("downbeat.terminal"),
                Boolean.getBoolean("downbeat.terminal.err"),
                kind.isEmpty() || kind.equals("dumb"));
    }

    private static int check(String graph, PrintStream out, PrintStream err) {
        try {
            GraphStore.Opened opened = GraphStore.open(Path.of(graph));
            List<Warning> warnings = opened.warnings();
            out.print(Warning.report(warnings.stream().map(Main::plain).toList()));
            if (warnings.isEmpty()) {
                Piece piece = opened.piece();
                out.println(
                        PlainText.of(graph)
                                + ": "
                                + ReadyLine.contents(piece.session(), piece.graph())
                                + "; nothing odd");
            }
            return warnings.isEmpty() ? FINE : WARNED;
        } catch (GraphRefused refused) {
            err.println("downbeat: " + PlainText.of(refused.text()));
            return REFUSED;
        }
    }

    private static Warning plain(Warning warning) {
        return new Warning(PlainText.of(warning.path()), PlainText.of(warning.text()));
    }

    private static int schema(Invocation.Format format, PrintStream out) {
        switch (format) {
            case MARKDOWN -> out.print(AddressBook.markdown(AddressSpace.load()));
            case JSON -> out.print(AddressBook.json());
        }
        return FINE;
    }

    private static int midi(PrintStream out) {
        out.print(MidiPorts.report());
        return FINE;
    }
}
