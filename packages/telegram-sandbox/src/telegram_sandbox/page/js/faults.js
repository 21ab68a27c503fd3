// The switchboard of faults: what shall go wrong with the bot's next calls.

import * as api from "./api.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { failure, notice } from "./notices.js";
import * as store from "./store.js";

const PRESETS = {
  presetFlood: { status: 429, retry_after: 3 },
  presetServer: { status: 502 },
  presetBefore: { drop: "before" },
  presetAfter: { drop: "after" },
  presetSlow: { latency_ms: 3000 },
};

const NUMBERS = ["status", "retry_after", "latency_ms", "times", "chance"];

function field(name, key, props = {}) {
  return h("label", { class: "field" }, h("span", { t: key }), h("input", { name, autocomplete: "off", ...props }));
}

function choice(name, key, options) {
  return h("label", { class: "field" }, h("span", { t: key }),
    h("select", { name }, options.map(([value, words]) => h("option", { value, ...words }))));
}

function effectOf(fault) {
  const parts = [];
  if (fault.status) parts.push(String(fault.status));
  if (fault.description) parts.push(fault.description);
  if (fault.retry_after) parts.push(`retry_after ${fault.retry_after} s`);
  if (fault.drop) parts.push(t(fault.drop === "after" ? "presetAfter" : "presetBefore"));
  if (fault.latency_ms) parts.push(`${fault.latency_ms} ms`);
  if (fault.chance !== undefined && fault.chance < 1) parts.push(`${Math.round(fault.chance * 100)}%`);
  return parts.join(" · ");
}

export class Faults {
  constructor() {
    this.methods = h("datalist", { id: "fault-methods" });
    this.form = h("form", { class: "fault-form", on: { submit: (event) => this.submit(event) } },
      field("method", "method", { value: "*", list: "fault-methods", required: true, spellcheck: "false" }),
      choice("status", "status", [["", { t: "none" }], ...[400, 403, 404, 409, 429, 500, 502, 503].map((code) => [code, { text: code }])]),
      field("description", "description"),
      field("retry_after", "retryAfter", { type: "number", min: "1" }),
      choice("drop", "drop", [["", { t: "none" }], ["before", { t: "dropBefore" }], ["after", { t: "dropAfter" }]]),
      field("latency_ms", "latency", { type: "number", min: "0", step: "100" }),
      field("times", "times", { type: "number", min: "1", value: "1" }),
      h("label", { class: "tick fault-endless" },
        h("input", { type: "checkbox", name: "endless", on: { change: () => this.limit() } }), h("span", { t: "untilCleared" })),
      field("chance", "chance", { type: "number", min: "0", max: "1", step: "0.05", value: "1" }),
      h("button", { type: "submit", class: "button button-danger", t: "addFault" }),
    );
    this.active = h("ul", { class: "fault-list" });
    this.clear = h("button", { type: "button", class: "button", t: "clearFaults", on: { click: () => this.clearAll() } });
    this.element = h("div", { class: "faults" },
      h("section", { class: "fault-maker" },
        h("p", { class: "quiet", t: "faultIntro" }),
        h("div", { class: "presets", role: "group", tLabel: "presets" }, Object.entries(PRESETS).map(([key, preset]) =>
          h("button", { type: "button", class: "preset", t: key, on: { click: () => this.fill(preset) } }))),
        this.methods, this.form),
      h("section", { class: "fault-active" }, h("h3", { t: "activeFaults" }), this.active, this.clear));
    store.on("faults", () => this.render());
    store.on("calls", () => this.suggest());
    this.render();
  }

  fill(preset) {
    for (const name of ["status", "description", "retry_after", "drop", "latency_ms"]) {
      this.form.elements[name].value = preset[name] ?? "";
    }
    this.form.querySelector("[type=submit]").focus();
  }

  /** What lasts until it is cleared has no number of times. */
  limit() {
    const { times, endless } = this.form.elements;
    times.disabled = endless.checked;
  }

  suggest() {
    const methods = [...new Set(store.state.calls.map(({ method }) => method))].sort();
    if (methods.length === this.methods.childElementCount) return;
    this.methods.replaceChildren(...methods.map((value) => h("option", { value })));
  }

  async submit(event) {
    event.preventDefault();
    const fault = {};
    for (const [name, value] of new FormData(this.form)) {
      if (name === "endless") fault.times = null;
      else if (value !== "") fault[name] = NUMBERS.includes(name) ? Number(value) : value;
    }
    if (!fault.status && !fault.drop && !fault.latency_ms) {
      notice(t("faultNeedsEffect"), "bad");
      return;
    }
    await api.addFault(fault).catch(failure);
  }

  async clearAll() {
    await api.clearFaults().catch(failure);
  }

  render() {
    const { faults } = store.state;
    this.clear.hidden = faults.length === 0;
    this.active.replaceChildren(...(faults.length > 0
      ? faults.map((fault) => h("li", {},
        h("b", { text: fault.method ?? "*" }), h("span", { text: effectOf(fault) }),
        h("span", { class: "count", t: fault.left === null ? "untilCleared" : ["faultTimes", { n: fault.left }] })))
      : [h("li", { class: "quiet", t: "noFaults" })]));
  }
}
