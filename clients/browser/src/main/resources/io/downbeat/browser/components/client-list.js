import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses } from "../session/hooks.js";
import { readClients } from "../session/surfaces.js";

/** Who is subscribed, and which surfaces of the network could be: one press gives them feedback. */
export function ClientList() {
  const { clients, offered } = readClients(useAddresses("/clients/list").all("/clients/list"));
  return html`
    <h3>Clients</h3>
    <ul class="plain clients">${clients.map(({ destination, name }) => html`<li key=${destination}>${name && html`<b>${name}</b>`} ${destination}</li>`)}</ul>
    ${offered.length > 0 && html`
      <h3>Found on the network</h3>
      <ul class="plain clients">
        ${offered.map(({ destination, name }) => html`
          <li key=${destination} class="offered"><span><b>${name}</b> ${destination}</span>
            <button class="tool" aria-label="Give feedback to ${name}" onClick=${() => session.send("/clients/add", destination)}>Give feedback</button></li>
        `)}
      </ul>
    `}
  `;
}
