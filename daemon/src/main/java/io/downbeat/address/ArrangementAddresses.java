package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.numbers;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.command.Command;
import io.downbeat.session.model.ArrangementTimeline;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.ArrangementStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Playing the arrangement, and what lies on its timeline. */
final class ArrangementAddresses {

    /** Stands for the position of a clip or scene that was deleted after it was recorded. */
    private static final int GONE = -1;

    /** A list has at most so many numbers, of 5 bytes each: a packet has at most 65,507 bytes. */
    private static final int MOST_NUMBERS = 12_000;

    private ArrangementAddresses() {}

    static void add(AddressTableBuilder rows) {
        rows.at("/arrangement/play").fires(call -> new Command.PlayArrangement(call.quantize()));
        rows.at("/arrangement/stop").fires(call -> new Command.StopArrangement());
        rows.at("/arrangement/clear").fires(call -> new Command.ClearArrangement());
        rows.at("/arrangement/playing").reads((view, at) -> flag(status(view).playing()));
        rows.at("/arrangement/position")
                .reads((view, at) -> number(status(view).positionAt(view.position()).quarters()))
                .sets(call -> new Command.SetArrangementPosition(call.number(0)));
        rows.at("/arrangement/length")
                .reads((view, at) -> number(view.session().arrangement().length().quarters()));
        addTimeline(rows);
        rows.at("/arrangement/loop")
                .reads((view, at) -> flag(status(view).loop()))
                .sets(call -> new Command.SetArrangementLoop(call.onOff()));
        rows.at("/arrangement/loop/range")
                .reads((view, at) ->
                        numbers(
                                status(view).loopFrom().quarters(),
                                status(view).loopTo().quarters()))
                .sets(call -> new Command.SetLoopRange(call.number(0), call.number(1)));
        rows.at("/arrangement/return").fires(call -> new Command.ReturnToArrangement());
        rows.at("/arrangement/export").fires(call -> new Command.ExportArrangement(call.text(0)));
    }

    /** What lies on the timeline, as lists of numbers. */
    private static void addTimeline(AddressTableBuilder rows) {
        var timelines = new ArrangementTimelineCache();
        rows.at("/track/{n}/arrangement/clips")
                .reads((view, at) -> {
                    Track track = view.track(at);
                    return list(
                            timelines
                                    .timelineOf(view.session().arrangement())
                                    .tracks()
                                    .getOrDefault(TrackId.of(track), List.of()),
                            change -> numbers(change.at().quarters(), clipPosition(track, change)));
                });
        rows.at("/arrangement/scenes")
                .reads((view, at) ->
                        list(
                                timelines.timelineOf(view.session().arrangement()).scenes(),
                                launched ->
                                        numbers(
                                                launched.at().quarters(),
                                                orGone(
                                                        view.session()
                                                                .positionOf(launched.scene())))));
        rows.at("/arrangement/tempos")
                .reads((view, at) ->
                        list(
                                timelines.timelineOf(view.session().arrangement()).tempos(),
                                change ->
                                        numbers(
                                                change.at().quarters(),
                                                change.tempo().from().bpm(),
                                                change.tempo().to().bpm(),
                                                change.tempo().quarters())));
        rows.at("/arrangement/signatures")
                .reads((view, at) ->
                        list(
                                timelines.timelineOf(view.session().arrangement()).meters(),
                                change ->
                                        numbers(
                                                change.at().quarters(),
                                                change.meter().beats(),
                                                change.meter().unit())));
    }

    private static int clipPosition(Track track, ArrangementTimeline.ClipChange change) {
        return change.clip().map(clip -> orGone(track.positionOf(clip.text()))).orElse(0);
    }

    private static int orGone(int position) {
        return position == 0 ? GONE : position;
    }

    /** The numbers of all entries one after another, as many as a message can carry. */
    private static <T> List<OscArgument> list(
            List<T> entries, Function<T, List<OscArgument>> numbers) {
        List<OscArgument> all = new ArrayList<>();
        for (T entry : entries) {
            List<OscArgument> more = numbers.apply(entry);
            if (all.size() + more.size() > MOST_NUMBERS) {
                break;
            }
            all.addAll(more);
        }
        return all.isEmpty() ? number(0) : all;
    }

    private static ArrangementStatus status(SessionViewAtTime view) {
        return view.view().arrangement();
    }
}
