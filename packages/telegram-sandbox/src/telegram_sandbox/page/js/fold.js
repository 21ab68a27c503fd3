// What is too large for a bubble: tables that are moved sideways, and quotes that open on demand.

import { h } from "./dom.js";
import { bindText } from "./i18n.js";

/** A table in a frame that shows on which side there is more of it; only a wide one is a stop for the keyboard. */
export function frameTable(table) {
  const look = () => {
    const { scrollLeft, scrollWidth, clientWidth } = frame;
    const sides = { left: scrollLeft > 1, right: scrollLeft + clientWidth < scrollWidth - 1 };
    frame.dataset.more = Object.keys(sides).filter((side) => sides[side]).join(" ");
    if (scrollWidth <= clientWidth || frame.tabIndex === 0) return;
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    bindText(frame, "aria-label", "wideTable");
  };
  const frame = h("div", { class: "table-frame", on: { scroll: look } });
  table.replaceWith(frame);
  frame.append(table);
  new ResizeObserver(look).observe(frame);
}

/** A quote that shows its first lines until it is opened; a short one stays as it is. */
export function foldQuote(quote) {
  const words = h("div", { class: "quote-words" });
  words.append(...quote.childNodes);
  const set = (isOpen) => {
    quote.classList.toggle("is-open", isOpen);
    opener.setAttribute("aria-expanded", String(isOpen));
    bindText(opener, "textContent", isOpen ? "quoteLess" : "quoteMore");
  };
  const isOpen = () => quote.classList.contains("is-open");
  const opener = h("button", { type: "button", class: "quote-opener", hidden: true, on: { click: () => set(!isOpen()) } });
  set(false);
  quote.replaceChildren(words, opener);
  words.addEventListener("focusin", () => set(true)); // a link that cannot be seen must not have the focus
  new ResizeObserver(() => {
    if (!isOpen()) opener.hidden = words.scrollHeight <= words.clientHeight + 1;
  }).observe(words);
}
