// Builds elements. Text only ever enters through text nodes and attributes, never as markup.

import { bindText } from "./i18n.js";

const TRANSLATED = {
  t: "textContent",
  tAlt: "alt",
  tLabel: "aria-label",
  tTitle: "title",
  tPlaceholder: "placeholder",
};

/**
 * h("button", { class: "x", t: "send", on: { click } }, child, …)
 * `t*` take a key of the dictionary, or [key, arguments], and follow a change of language.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name in TRANSLATED) {
      const [key, args] = Array.isArray(value) ? value : [value];
      bindText(element, TRANSLATED[name], key, args);
    } else if (name === "text") {
      element.textContent = value;
    } else if (name === "value") {
      element.value = value;
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** In pixels: widths grow with the letters. */
export const rem = (count) => count * parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Calls `work` before the next frame, once however often it is asked for until then. */
export function onceAFrame(work) {
  let isAskedFor = false;
  return () => {
    if (isAskedFor) return;
    isAskedFor = true;
    requestAnimationFrame(() => {
      isAskedFor = false;
      work();
    });
  };
}

/** Makes these the children in this order, and moves only those that stand elsewhere. */
export function arrange(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let place = parent.firstChild;
  for (const child of children) {
    if (child === place) place = place.nextSibling;
    else parent.insertBefore(child, place);
  }
}

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  back: "M15 5l-7 7 7 7",
  bug: "M5 12h3l2-6 4 12 2-6h3",
  check: "M5 13l4 4 10-10",
  chevron: "M6 9l6 6 6-6",
  clip: "M19 11l-7.5 7.5a4.5 4.5 0 0 1-6.4-6.4L13 4.2a3 3 0 0 1 4.2 4.2l-7.8 7.8a1.5 1.5 0 0 1-2.1-2.1L14 7.4",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v11H9zM5 15V4h10",
  down: "M12 5v14M6 13l6 6 6-6",
  edit: "M4 20h4L19 9l-4-4L4 16z",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  keyboard: "M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 15h8",
  lock: "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
  mail: "M3 6h18v13H3zM3 7l9 7 9-7",
  moon: "M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5z",
  more: "M5 11v2M12 11v2M19 11v2M4 12h2M11 12h2M18 12h2",
  group: "M4 21V8l8-5 8 5v13M9 21v-6h6v6",
  phone: "M7 2.5h10v19H7zM11 18.5h2",
  plus: "M12 5v14M5 12h14",
  reply: "M10 6L4 12l6 6M4 12h10a6 6 0 0 1 6 6",
  send: "M4 12l16-8-5 16-3-7z",
  slash: "M15 4L9 20",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
  twoPhones: "M3 4h8v16H3zM13 4h8v16h-8z",
  type: "M4 6h12M10 6v12M17 18h4M19 10v8",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows an icon alone; the key names it for screen readers and as a tooltip. */
export function iconButton(name, key, listener, props = {}) {
  const { class: extra = "", ...rest } = props;
  return h(
    "button",
    { type: "button", class: `icon-button ${extra}`.trim(), tLabel: key, tTitle: key, on: { click: listener }, ...rest },
    icon(name),
  );
}
