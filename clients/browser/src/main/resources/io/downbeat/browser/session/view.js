// What this page alone shows or hides. None of it is part of the session.

import { useLayoutEffect, useReducer } from "../lib/standalone.module.js";

const listeners = new Set();

/**
 * `panel`: what the drawer shows, as `{ kind, ... }`, or null. `editing`: a press on a cell opens
 * its editor instead of launching it. `listening`: the page plays the session.
 */
let view = { panel: null, editing: false, listening: false };

/** Changes parts of the view. */
export function show(parts) {
  view = { ...view, ...parts };
  for (const listener of listeners) listener();
}

/** The view as it is now. */
export function currentView() {
  return view;
}

/** The view, now and after every change. */
export function useView() {
  const [, changed] = useReducer((count) => count + 1, 0);
  useLayoutEffect(() => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, []);
  return view;
}

/** Opens the drawer, or closes it if it shows this already. */
export function togglePanel(panel) {
  const same = JSON.stringify(view.panel) === JSON.stringify(panel);
  show({ panel: same ? null : panel });
}
