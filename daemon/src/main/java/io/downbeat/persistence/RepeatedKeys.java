package io.downbeat.persistence;

/** The search for keys that an object holds twice; the last of them counts. */
record RepeatedKeys(Warnings warnings) {

    void in(Json value, JsonPath path) {
        switch (value) {
            case Json.Dict dict -> inDict(dict, path);
            case Json.Array list -> {
                for (int index = 0; index < list.items().size(); index++) {
                    in(list.items().get(index), path.index(index));
                }
            }
            case Json.Text text -> {}
            case Json.Numeral number -> {}
            case Json.Flag flag -> {}
            case Json.Null none -> {}
        }
    }

    private void inDict(Json.Dict dict, JsonPath path) {
        for (Json.Member member : dict.members()) {
            JsonPath at = path.key(member.key());
            if (!dict.counts(member)) {
                warnings.add(at, "the key is there more than once; the last counts");
            } else {
                in(member.value(), at);
            }
        }
    }
}
