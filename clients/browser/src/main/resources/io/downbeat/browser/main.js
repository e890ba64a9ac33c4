// Starts the page: connects to the daemon that served it and shows the session.

import { html, render } from "./lib/standalone.module.js";
import { session } from "./session/store.js";
import { followTakes } from "./arrangement/take.js";
import { App } from "./components/app.js";

const scheme = location.protocol === "https:" ? "wss:" : "ws:";
session.connect(`${scheme}//${location.host}/`);
followTakes();
render(html`<${App} />`, document.getElementById("page"));
