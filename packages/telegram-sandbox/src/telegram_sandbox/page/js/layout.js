// How many panes fit beside each other; the rest share the last column as tabs (on a phone: all of them).

import { h, icon, rem } from "./dom.js";
import { go, where } from "./place.js";
import { tabs } from "./tabs.js";

const COLUMN_REM = 23.5;

export class Layout {
  /** `panes`: [{id, key, sign, element}] in reading order. */
  constructor(panes) {
    this.panes = panes.map((pane) => ({ ...pane, isOn: true, news: 0, panel: h("section", { class: `pane pane-${pane.kind}` }, pane.element) }));
    this.element = h("main", { class: "stage", id: "stage", tabindex: "-1" });
    this.drawn = "";
    new ResizeObserver(() => this.arrange()).observe(this.element);
  }

  /** Switches a pane on or off (the second phone). */
  set(id, isOn) {
    this.panes.find((pane) => pane.id === id).isOn = isOn;
    this.arrange();
  }

  arrange() {
    const shown = this.panes.filter((pane) => pane.isOn);
    const columns = Math.max(1, Math.min(shown.length, Math.floor(this.element.clientWidth / rem(COLUMN_REM))));
    const free = shown.slice(0, columns === shown.length ? columns : columns - 1);
    const folded = shown.slice(free.length);
    const drawn = JSON.stringify([shown.map((pane) => pane.id), columns]);
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.draw(shown, free, folded);
    }
    this.folded = folded;
    this.showChosen();
  }

  draw(shown, free, folded) {
    const focused = document.activeElement;
    for (const pane of this.panes) {
      pane.panel.hidden = !pane.isOn;
      pane.panel.setAttribute("role", "region");
      pane.panel.setAttribute("aria-labelledby", pane.element.querySelector("h2").id);
    }
    const column = (...children) => h("div", { class: "column" }, ...children);
    const columns = free.map((pane) => column(pane.panel));
    this.tabs = null;
    if (folded.length > 0) {
      this.tabs = tabs("pane", folded.map((pane) => ({ id: pane.id, key: pane.key, panel: pane.panel, sign: icon(pane.sign) })),
        (id) => { go({ pane: id }); this.showChosen(); }, { tLabel: "panes" });
      columns.push(column(this.tabs.list, ...folded.map((pane) => pane.panel)));
    }
    this.element.replaceChildren(...columns);
    this.element.dataset.columns = columns.length;
    this.element.dataset.phones = shown.filter((pane) => pane.kind === "phone").length;
    if (this.element.contains(focused)) focused.focus();
  }

  showChosen() {
    if (!this.tabs) return;
    const wanted = where().pane;
    const chosen = this.folded.find((pane) => pane.id === wanted) ?? this.folded[0];
    this.tabs.select(chosen.id);
    chosen.news = 0;
    for (const pane of this.folded) this.badge(pane);
  }

  isVisible(id) {
    const pane = this.panes.find((one) => one.id === id);
    return pane.isOn && !pane.panel.hidden;
  }

  reveal(id) {
    if (!this.isVisible(id)) go({ pane: id });
    this.showChosen();
  }

  /** Something new came for a pane: count it on its tab while the pane is folded away. */
  news(id) {
    if (!this.tabs || this.isVisible(id)) return;
    const pane = this.folded.find((one) => one.id === id);
    if (!pane) return;
    pane.news += 1;
    this.badge(pane);
  }

  forgetNews() {
    for (const pane of this.panes) pane.news = 0;
    this.showChosen();
  }

  badge(pane) {
    const button = this.tabs.button(pane.id);
    button.querySelector(".count")?.remove();
    button.normalize();
    if (pane.news > 0) button.append(" ", h("span", { class: "count", t: ["unread", { n: pane.news }] }));
  }
}
