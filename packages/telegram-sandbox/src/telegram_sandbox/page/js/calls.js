// The log of the bot's calls, newest first.

import { h } from "./dom.js";
import { clockWithSeconds } from "./i18n.js";
import * as store from "./store.js";

const SHOWN_AT_MOST = 200;

export class Calls {
  constructor() {
    this.filter = h("input", { type: "search", tLabel: "filterCalls", tPlaceholder: "filterCalls", on: { input: () => this.render() } });
    this.hidePolling = h("input", { type: "checkbox", checked: true, on: { change: () => this.render() } });
    this.list = h("ol", { class: "call-list", reversed: true });
    this.rows = new Map();
    this.isShown = false;
    this.element = h("div", { class: "calls" },
      h("div", { class: "calls-tools" }, this.filter, h("label", { class: "tick" }, this.hidePolling, h("span", { t: "hidePolling" }))),
      h("div", { class: "calls-scroll", tabindex: "0", role: "region", tLabel: "calls" }, this.list));
    store.on("reset", () => this.rows.clear());
    store.on("calls", () => this.isShown && this.render());
  }

  show(isShown) {
    this.isShown = isShown;
    if (isShown) this.render();
  }

  render() {
    const wanted = this.filter.value.trim().toLowerCase();
    const calls = store.state.calls
      .filter(({ method }) => (!this.hidePolling.checked || method.toLowerCase() !== "getupdates") && method.toLowerCase().includes(wanted))
      .slice(-SHOWN_AT_MOST).reverse();
    const rows = calls.map((call) => this.rows.get(call.n) ?? this.row(call));
    this.rows = new Map(calls.map((call, index) => [call.n, rows[index]]));
    this.list.replaceChildren(...(rows.length > 0 ? rows : [h("li", { class: "quiet", t: "noCalls" })]));
  }

  row(call) {
    const isGood = call.status >= 200 && call.status < 300;
    return h("li", {}, h("details", { class: "call" },
      h("summary", {},
        h("span", { class: "call-n", text: call.n }),
        h("span", { class: "call-method", text: call.method }),
        h("span", { class: `call-status ${isGood ? "is-good" : "is-bad"}`, text: call.status || "×" }),
        h("time", { class: "call-time", text: clockWithSeconds(call.at) })),
      h("pre", { tabindex: "0", text: JSON.stringify(call.params, null, 2) })));
  }
}
