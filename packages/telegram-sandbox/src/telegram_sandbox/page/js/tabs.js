// Tabs by the book: one stop for Tab, arrows to move, the panel named by its tab.

import { h } from "./dom.js";

/**
 * `items`: [{id, key, panel, sign?}]. `onSelect(id)` is told of every choice a person makes.
 * Answers {list, select(id), button(id)}.
 */
export function tabs(name, items, onSelect, props = {}) {
  const buttons = new Map();
  const select = (id) => {
    for (const item of items) {
      const isChosen = item.id === id;
      const button = buttons.get(item.id);
      button.setAttribute("aria-selected", String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
      item.panel.hidden = !isChosen;
    }
  };
  const choose = (id) => {
    select(id);
    onSelect(id);
  };
  const key = (event) => {
    const ids = items.map((item) => item.id);
    const current = ids.findIndex((id) => buttons.get(id) === document.activeElement);
    const next = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const id = ids[(next + ids.length) % ids.length];
    buttons.get(id).focus();
    choose(id);
  };
  for (const item of items) {
    const tabId = `${name}-tab-${item.id}`;
    const panelId = `${name}-panel-${item.id}`;
    item.panel.id = panelId;
    item.panel.setAttribute("role", "tabpanel");
    item.panel.setAttribute("aria-labelledby", tabId);
    buttons.set(item.id, h("button", { type: "button", role: "tab", class: "tab", id: tabId, "aria-controls": panelId, "data-tab": item.id,
      on: { click: () => choose(item.id) } }, item.sign ?? null, h("span", { t: item.key })));
  }
  const list = h("div", { role: "tablist", class: "tabs", on: { keydown: key }, ...props }, [...buttons.values()]);
  return { list, select, button: (id) => buttons.get(id) };
}
