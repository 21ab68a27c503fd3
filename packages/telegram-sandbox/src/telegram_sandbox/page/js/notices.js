// Short notices over the page, and the three dialogs: tell, ask, and a frame for others.

import { h } from "./dom.js";
import { t } from "./i18n.js";

const SHOWN_MS = 5000;
const region = h("div", { class: "notices", role: "status", "aria-live": "polite" });

export const noticeRegion = () => region;

export function notice(text, kind = "plain") {
  const element = h("p", { class: `notice notice-${kind}`, text });
  region.append(element);
  setTimeout(() => element.remove(), SHOWN_MS);
  return element;
}

export function failure(error) {
  notice(t("failed", { reason: error.message }), "bad");
}

/** Shows a modal dialog; answers the value given to `finish`, or null when it was closed. Focus returns to where it was. */
export function openDialog(titleKey, build, props = {}) {
  return new Promise((resolve) => {
    let result = null;
    const finish = (value) => {
      result = value;
      dialog.close();
    };
    const title = h("h2", { class: "dialog-title", t: titleKey, id: "dialog-title" });
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "dialog-title", ...props }, title);
    dialog.append(...build(finish));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

const choiceRow = (...buttons) => h("div", { class: "dialog-choices" }, ...buttons);

export function tell(titleKey, text) {
  return openDialog(titleKey, (finish) => [
    h("p", { class: "dialog-text", text }),
    choiceRow(h("button", { type: "button", class: "button button-primary", t: "ok", autofocus: true, on: { click: () => finish(true) } })),
  ], { role: "alertdialog" });
}

export function ask(titleKey, text, yesKey, kind = "primary") {
  return openDialog(titleKey, (finish) => [
    h("p", { class: "dialog-text", text }),
    choiceRow(
      h("button", { type: "button", class: "button", t: "cancel", on: { click: () => finish(null) } }),
      h("button", { type: "button", class: `button button-${kind}`, t: yesKey, autofocus: true, on: { click: () => finish(true) } }),
    ),
  ], { role: "alertdialog" });
}
