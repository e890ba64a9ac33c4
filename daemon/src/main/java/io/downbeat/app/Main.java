package io.downbeat.app;

import io.downbeat.app.cli.CommandLineParser;
import io.downbeat.app.cli.DaemonSettings;
import io.downbeat.app.cli.GridMonitorClient;
import io.downbeat.app.cli.MonitorClient;
import io.downbeat.app.cli.ParsedCommandLine;
import io.downbeat.app.cli.SendClient;
import io.downbeat.console.ConsoleOutput;
import io.downbeat.console.ReadyLine;
import io.downbeat.console.terminal.TerminalScreen;
import io.downbeat.export.ArrangementSvgExport;
import io.downbeat.midi.MidiPorts;
import io.downbeat.net.PortUnavailableException;
import io.downbeat.osc.PrintableText;
import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.persistence.read.GraphFileException;
import io.downbeat.persistence.read.Warning;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.ContractDocumentation;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Session;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.spi.ToolProvider;

/** The main class: reads the command line and runs the command. */
public final class Main {

    private static final int FINE = 0;
    private static final int WARNED = 1;
    private static final int REFUSED = 2;
    private static final int STUCK = 1;

    private Main() {}

    /** Ends the process with 0, or with 2 and one line on standard error that says what to do. */
    public static void main(String[] arguments) {
        LogSetup.keepOpen();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = run(arguments, out, err);
        out.flush();
        System.exit(code);
    }

    /**
     * Starts loading what the daemon needs before the command line is read, because that takes time
     * too.
     */
    private static int run(String[] arguments, PrintStream out, PrintStream err) {
        Optional<BackgroundContractLoadAndNettyStart> begun =
                CommandLineParser.isSubcommand(arguments)
                        ? Optional.empty()
                        : Optional.of(new BackgroundContractLoadAndNettyStart());
        return run(CommandLineParser.parse(arguments), begun, out, err);
    }

    static int run(ParsedCommandLine parsedCommandLine, PrintStream out, PrintStream err) {
        return run(parsedCommandLine, Optional.empty(), out, err);
    }

    private static int run(
            ParsedCommandLine parsedCommandLine,
            Optional<BackgroundContractLoadAndNettyStart> begun,
            PrintStream out,
            PrintStream err) {
        return switch (parsedCommandLine) {
            case ParsedCommandLine.Print(var text) -> {
                out.print(text);
                yield FINE;
            }
            case ParsedCommandLine.Refused(var lines) -> {
                lines.forEach(line -> err.println(PrintableText.of(line)));
                yield REFUSED;
            }
            case ParsedCommandLine.Run(var settings) ->
                    runDaemon(
                            settings,
                            begun.orElseGet(BackgroundContractLoadAndNettyStart::new),
                            out,
                            err);
            case ParsedCommandLine.Check(var graph) -> check(graph, out, err);
            case ParsedCommandLine.ExportPicture(var graph, var svg) ->
                    exportPicture(graph, svg, out, err);
            case ParsedCommandLine.Schema(var format) -> schema(format, out);
            case ParsedCommandLine.Send send -> new SendClient(out, err).run(send);
            case ParsedCommandLine.Monitor monitor -> monitor(monitor, out, err);
            case ParsedCommandLine.Midi() -> midi(out);
            case ParsedCommandLine.Bench(var words) -> bench(words, out, err);
        };
    }

    private static int runDaemon(
            DaemonSettings settings,
            BackgroundContractLoadAndNettyStart backgroundContractLoadAndNettyStart,
            PrintStream out,
            PrintStream err) {
        // Programs read JSON lines, so these stay whole.
        IntSupplier columns = settings.jsonLog() ? () -> 0 : new TerminalWidth();
        try (var console = new ConsoleOutput(out, err, terminal(), columns)) {
            LogSetup.begin(settings, console);
            return runDaemon(settings, backgroundContractLoadAndNettyStart, console);
        }
    }

    private static int runDaemon(
            DaemonSettings settings,
            BackgroundContractLoadAndNettyStart backgroundContractLoadAndNettyStart,
            ConsoleOutput console) {
        try {
            DaemonBuilder.Built built =
                    DaemonBuilder.ready(settings, backgroundContractLoadAndNettyStart);
            try (Daemon daemon = built.daemon()) {
                endOnProcessExit(daemon, console);
                console.print(built.readyLine());
                Thread.ofPlatform().daemon().name("downbeat-soundcheck").start(built.warmup());
                daemon.runUntilEnd(console);
            }
            return FINE;
        } catch (GraphFileException | PortUnavailableException | StartupException refused) {
            String line =
                    "downbeat: " + PrintableText.of(String.valueOf(refused.getMessage())) + "\n";
            console.log(() -> line);
            return REFUSED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return FINE;
        }
    }

    /**
     * Ends the program in order on SIGTERM and Ctrl-C: the JVM waits for this hook, and the hook
     * waits for the daemon.
     */
    private static void endOnProcessExit(Daemon daemon, ConsoleOutput console) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> endOnRequest(daemon, console), "downbeat-end"));
    }

    /**
     * A JVM that is ended by a signal exits with the signal's number. A requested end is no
     * failure, so this exits with 0.
     */
    private static void endOnRequest(Daemon daemon, ConsoleOutput console) {
        boolean closed = daemon.endAndWait();
        if (!closed) {
            console.log(() -> "downbeat: something did not close in time; ending without it\n");
        }
        console.close();
        Runtime.getRuntime().halt(closed ? FINE : STUCK);
    }

    /**
     * The launcher script finds out which streams are terminals, because JDK versions from 21 on
     * differ in it.
     */
    private static ConsoleOutput.Terminal terminal() {
        String kind = System.getenv().getOrDefault("TERM", "");
        return new ConsoleOutput.Terminal(
                Boolean.getBoolean("downbeat.terminal"),
                Boolean.getBoolean("downbeat.terminal.err"),
                kind.isEmpty() || kind.equals("dumb"));
    }

    private static int check(String graph, PrintStream out, PrintStream err) {
        try {
            GraphFileOpener.Opened opened = GraphFileOpener.open(Path.of(graph));
            List<Warning> warnings = opened.warnings();
            out.print(Warning.report(warnings.stream().map(Main::plain).toList()));
            if (warnings.isEmpty()) {
                GraphFileContents loaded = opened.loaded();
                out.println(
                        PrintableText.of(graph)
                                + ": "
                                + ReadyLine.contents(loaded.session(), loaded.graph())
                                + "; nothing odd");
            }
            return warnings.isEmpty() ? FINE : WARNED;
        } catch (GraphFileException refused) {
            err.println("downbeat: " + PrintableText.of(refused.text()));
            return REFUSED;
        }
    }

    private static int exportPicture(String graph, String svg, PrintStream out, PrintStream err) {
        try {
            Session session = GraphFileOpener.open(Path.of(graph)).loaded().session();
            if (session.arrangement().isEmpty()) {
                err.println(
                        "downbeat export: %s has no arrangement: record one with /record 1, and save"
                                .formatted(PrintableText.of(graph)));
                return REFUSED;
            }
            Path file = Path.of(svg).toAbsolutePath();
            String name = String.valueOf(Path.of(graph).getFileName()).replaceFirst("\\.json$", "");
            write(file, ArrangementSvgExport.of(name, session));
            out.println(PrintableText.of(svg) + " is written");
            return FINE;
        } catch (GraphFileException refused) {
            err.println("downbeat: " + PrintableText.of(refused.text()));
            return REFUSED;
        } catch (InvalidPathException | IOException unwritable) {
            err.println(
                    "downbeat export: %s cannot be written (%s): give another file by --svg"
                            .formatted(
                                    PrintableText.of(svg),
                                    PrintableText.of(unwritable.toString())));
            return REFUSED;
        }
    }

    /** The file is there whole, or as it was. */
    private static void write(Path file, String text) throws IOException {
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of("."));
        Path whole = Files.createTempFile(folder, ".downbeat-", ".svg");
        try {
            Files.writeString(whole, text);
            Files.move(
                    whole,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static Warning plain(Warning warning) {
        return new Warning(PrintableText.of(warning.path()), PrintableText.of(warning.text()));
    }

    private static int schema(ParsedCommandLine.Format format, PrintStream out) {
        switch (format) {
            case MARKDOWN -> out.print(ContractDocumentation.markdown(AddressSpace.load()));
            case JSON -> out.print(ContractDocumentation.json());
        }
        return FINE;
    }

    private static int monitor(
            ParsedCommandLine.Monitor monitor, PrintStream out, PrintStream err) {
        ConsoleOutput.Terminal terminal = terminal();
        Optional<TerminalScreen> screen =
                monitor.asksForTheGrid() && terminal.out() && !terminal.dumb()
                        ? TerminalScreen.find()
                        : Optional.empty();
        return screen.isPresent()
                ? new GridMonitorClient(screen.get(), monitor, err).run()
                : new MonitorClient(out, err).run(monitor);
    }

    private static int midi(PrintStream out) {
        out.print(MidiPorts.report());
        return FINE;
    }

    /** Starts the benchmarks, if their jar is on the class path: the launcher puts it there. */
    private static int bench(List<String> arguments, PrintStream out, PrintStream err) {
        Optional<ToolProvider> benchmarks = ToolProvider.findFirst("downbeat-bench");
        if (benchmarks.isEmpty()) {
            err.println(
                    "downbeat: the benchmarks are not part of this jar; in a checkout,"
                            + " daemon/downbeat bench builds and starts them");
            return REFUSED;
        }
        return benchmarks.get().run(out, err, arguments.toArray(String[]::new));
    }
}
