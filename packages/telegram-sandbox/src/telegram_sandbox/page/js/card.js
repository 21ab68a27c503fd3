// The card of a demo person: what they would read off their papers, ready to copy or to type.

import { copyText } from "./clipboard.js";
import { h, icon, iconButton } from "./dom.js";
import { fullName, on } from "./store.js";

const typed = new Set();
on("reset", () => typed.clear());

/** A value with its two buttons; used on the card and in letters. */
export function usableValue(label, value, type) {
  return h("span", { class: "usable" },
    h("span", { class: "usable-value", text: value }),
    h("span", { class: "usable-acts" },
      iconButton("copy", ["copyValue", { label }], () => copyText(value)),
      type ? h("button", { type: "button", class: "type-it", tLabel: ["typeValue", { label }], on: { click: () => type(value) } },
        icon("type"), h("span", { t: "type" })) : null,
    ),
  );
}

/** `card`: {title, rows: [[label, value]…], note?}. Rows already typed carry a tick. */
export function dataCard(person, type) {
  const { card } = person;
  const row = ([label, value]) => {
    const key = `${person.id}:${label}`;
    const mark = () => item.classList.toggle("is-typed", typed.has(key));
    const item = h("div", { class: "card-row" },
      h("dt", { text: label }),
      h("dd", {}, usableValue(label, value, (text) => {
        typed.add(key);
        mark();
        type(text);
      })),
    );
    mark();
    return item;
  };
  return h("details", { class: "card", open: true },
    h("summary", {}, h("span", { class: "card-sign", t: "card" }), card.title === fullName(person) ? null : h("span", { class: "card-title", text: card.title }), icon("chevron")),
    h("dl", {}, card.rows.map(row)),
    card.note ? h("p", { class: "card-note", text: card.note }) : null,
  );
}
