// How components read the store.

import { useEffect, useLayoutEffect, useReducer } from "../lib/standalone.module.js";
import { session } from "./store.js";

/** Renders the component again whenever one of the addresses changes. Returns the store. */
export function useAddresses(...addresses) {
  const [, changed] = useReducer((count) => count + 1, 0);
  useLayoutEffect(() => session.listen(addresses, changed), [addresses.join(" ")]);
  return session;
}

/** The first argument of an address, now and after every change. */
export function useValue(address, otherwise) {
  return useAddresses(address).value(address, otherwise);
}

/** Subscribes to a pattern while the component is on the page. */
export function useSubscription(pattern) {
  useEffect(() => session.show(pattern), [pattern]);
}
