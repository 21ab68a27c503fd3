// Where one is on the page, kept in the address: who holds each phone, who speaks in the group, which pane and topic.
// A reload, a bookmark or a second tab lands in the same place.

const NUMBERS = ["a", "b", "staff", "topic"];
const listeners = new Set();

export function where() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const place = { pane: parameters.get("pane") };
  for (const name of NUMBERS) {
    const value = parameters.get(name);
    place[name] = value !== null && /^-?\d+$/.test(value) ? Number(value) : null;
  }
  place.two = parameters.has("b");
  return place;
}

/** Changes a few parts of the place; null takes a part away. */
export function go(changes) {
  const parameters = new URLSearchParams(location.hash.slice(1));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  history.replaceState(null, "", `#${parameters}`);
  for (const listener of listeners) listener(where());
}

export function onMove(listener) {
  listeners.add(listener);
}

window.addEventListener("hashchange", () => {
  for (const listener of listeners) listener(where());
});
