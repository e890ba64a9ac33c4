package io.downbeat.client;

/** The program that the README of the client shows. */
final class Example {
    private Example() {}

    @SuppressWarnings("SystemOut") // It is what a reader tries first.
    static void play() {
        // tag::readme[]
        try (DownbeatClient client = DownbeatClient.connect("localhost", 9120)) {
            client.onError(refusal -> System.err.println(refusal.text()));
            client.subscribe(System.out::println, "/track/*/active", "/scene");

            client.send("/quantize", "bar");
            client.send("/scene/2/launch");
            client.sendTogether(
                    Message.of("/tempo", 126), Message.of("/track/Synth/clip/Drop/launch"));

            double tempo = client.ask("/tempo").number(0);
            System.out.println("the daemon plays at " + tempo);
        }
        // end::readme[]
    }
}
