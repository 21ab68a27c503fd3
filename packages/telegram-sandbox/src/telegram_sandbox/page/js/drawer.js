// The workshop: a drawer at the side with the bot's calls and the switchboard of faults.

import { Calls } from "./calls.js";
import { h, iconButton } from "./dom.js";
import { Faults } from "./faults.js";
import { tabs } from "./tabs.js";

export class Drawer {
  /** `opener` is the button of the top bar that opens and closes the drawer. */
  constructor(opener) {
    this.opener = opener;
    this.calls = new Calls();
    const callsPanel = h("div", { class: "drawer-panel" }, this.calls.element);
    const faultsPanel = h("div", { class: "drawer-panel" }, new Faults().element);
    this.tabs = tabs("drawer", [
      { id: "calls", key: "calls", panel: callsPanel },
      { id: "faults", key: "faults", panel: faultsPanel },
    ], (id) => this.calls.show(id === "calls"), { tLabel: "workshop" });
    this.tabs.select("calls");
    this.element = h("aside", { class: "drawer", id: "drawer", tLabel: "workshop", hidden: true,
      on: { keydown: (event) => event.key === "Escape" && this.close() } },
    h("div", { class: "drawer-head" }, this.tabs.list, iconButton("close", "close", () => this.close())),
    callsPanel, faultsPanel);
    opener.setAttribute("aria-controls", "drawer");
    opener.setAttribute("aria-expanded", "false");
    opener.addEventListener("click", () => (this.element.hidden ? this.open() : this.close()));
  }

  open() {
    this.element.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
    this.calls.show(this.tabs.button("calls").getAttribute("aria-selected") === "true");
    this.element.querySelector("[aria-selected=true]").focus();
  }

  close() {
    this.element.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    this.calls.show(false);
    this.opener.focus();
  }
}
