// The mailbox: every letter the bot's mail server was given, read like in a mail program.

import { usableValue } from "./card.js";
import { h, icon, iconButton } from "./dom.js";
import { clock, day, dayKey, fileSize, onLanguage, t } from "./i18n.js";
import * as store from "./store.js";

/** A line like "Login: 104217", or the line after "Hasło tymczasowe:", holds a value people want to copy. */
const LABELLED = /^\s*([^:\n]{2,40}):[ \t]*(?!https?:)(\S*)\s*$/;
const LONE_WORD = /^\s*(?!https?:)(\S+)\s*$/;
const ADDRESS = /(https?:\/\/[^\s<>"']+)/;

const addressesOf = (mail) => [mail.to].flat();
const subjectOf = (mail) => mail.subject || t("noSubject");
const keyOf = (mail) => mail.id ?? `${mail.at}|${mail.subject}|${addressesOf(mail)}`;

function stamp(at) {
  const isToday = dayKey(at) === new Date().toDateString();
  return isToday ? clock(at) : `${day(at)}, ${clock(at)}`;
}

function lineView(line) {
  return line.split(ADDRESS).map((part) =>
    ADDRESS.test(part) ? h("a", { href: part, target: "_blank", rel: "noopener noreferrer", text: part }) : part);
}

function letterText(text, type) {
  const lines = (text ?? "").replace(/\s+$/, "").split(/\r?\n/);
  const view = h("div", { class: "letter-text" });
  let waiting = null;
  for (const line of lines) {
    const labelled = LABELLED.exec(line);
    const lone = LONE_WORD.exec(line);
    if (labelled?.[2]) {
      view.append(h("div", {}, `${labelled[1]}: `, usableValue(labelled[1].trim(), labelled[2], type)));
      waiting = null;
    } else if (waiting && lone) {
      view.append(h("div", {}, usableValue(waiting, lone[1], type)));
      waiting = null;
    } else {
      view.append(h("div", {}, line === "" ? h("br") : lineView(line)));
      if (line.trim() !== "") waiting = labelled && !labelled[2] ? labelled[1].trim() : null;
    }
  }
  return view;
}

export class Mailbox {
  /** `type` puts a value of a letter into the message box of the phone last used. */
  constructor(type) {
    this.type = type;
    this.openKey = null;
    this.address = "";
    this.unread = new Set();
    this.filter = h("select", { class: "mail-filter", tLabel: "mailTo", on: { change: () => this.choose(this.filter.value) } });
    this.list = h("ul", { class: "mail-list" });
    this.letter = h("article", { class: "letter", hidden: true });
    this.body = h("div", { class: "mail-body" }, this.list, this.letter);
    this.element = h("div", { class: "mailbox" },
      h("header", { class: "pane-head" }, h("h2", { class: "pane-title", id: "title-mail", t: "mailboxTitle" }), this.filter), this.body);
    store.on("mail", ({ mail }) => {
      if (mail) this.unread.add(keyOf(mail));
      this.render();
    });
    store.on("reset", () => this.unread.clear());
    onLanguage(() => {
      this.render();
      this.renderLetter();
    });
    this.render();
  }

  choose(address) {
    this.address = address;
    this.render();
  }

  render() {
    const { mails } = store.state;
    const addresses = [...new Set(mails.flatMap(addressesOf))].sort();
    this.filter.hidden = addresses.length < 2;
    this.filter.replaceChildren(
      h("option", { value: "", t: "everyAddress" }),
      ...addresses.map((address) => h("option", { value: address, text: address })));
    if (!addresses.includes(this.address)) this.address = "";
    this.filter.value = this.address;
    const shown = mails.filter((mail) => this.address === "" || addressesOf(mail).includes(this.address)).reverse();
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    this.list.replaceChildren(...shown.map((mail) => this.row(mail)));
    if (shown.length === 0) this.list.append(h("li", { class: "no-mail" }, icon("mail"), h("p", { t: "noMail" })));
    if (focused) [...this.list.querySelectorAll("button")].find((button) => button.dataset.key === focused)?.focus();
    if (this.openKey !== null && !mails.some((mail) => keyOf(mail) === this.openKey)) this.close();
  }

  row(mail) {
    const key = keyOf(mail);
    return h("li", {},
      h("button", { type: "button", class: `mail ${this.unread.has(key) ? "is-new" : ""}`.trim(), "data-key": key,
        "aria-current": key === this.openKey ? "true" : null, on: { click: () => this.open(mail) } },
      h("span", { class: "mail-top" },
        h("span", { class: "mail-subject", text: subjectOf(mail) }), h("span", { class: "mail-time", text: stamp(mail.at) })),
      h("span", { class: "mail-to", text: addressesOf(mail).join(", ") })));
  }

  open(mail) {
    this.openKey = keyOf(mail);
    this.unread.delete(this.openKey);
    this.render();
    this.renderLetter();
    this.letter.querySelector(".letter-subject").focus();
  }

  close() {
    const key = this.openKey;
    this.openKey = null;
    this.render();
    this.renderLetter();
    [...this.list.querySelectorAll("button")].find((button) => button.dataset.key === key)?.focus();
  }

  renderLetter() {
    const mail = store.state.mails.find((one) => keyOf(one) === this.openKey);
    this.letter.hidden = !mail;
    this.element.classList.toggle("is-reading", Boolean(mail));
    if (!mail) {
      this.letter.replaceChildren();
      return;
    }
    const fact = (key, value) => h("div", {}, h("dt", { t: key }), h("dd", { text: value }));
    this.letter.replaceChildren(...[
      h("header", { class: "letter-head" },
        iconButton("back", "backToMail", () => this.close()),
        h("h3", { class: "letter-subject", tabindex: "-1", text: subjectOf(mail) })),
      h("dl", { class: "letter-facts" },
        fact("mailFrom", [mail.from].flat().join(", ")), fact("mailFor", addressesOf(mail).join(", ")), fact("mailAt", `${day(mail.at)}, ${clock(mail.at)}`)),
      this.content(mail),
      this.attachments(mail),
    ].filter(Boolean));
  }

  content(mail) {
    const text = letterText(mail.text, this.type);
    if (!mail.html) return text;
    // A letter's own HTML stays in a frame without scripts, forms or access to this page.
    const look = h("iframe", { class: "letter-look", sandbox: "", srcdoc: mail.html, tTitle: "mailContent", hidden: Boolean(mail.text) });
    if (!mail.text) return look;
    const asText = h("button", { type: "button", class: "switch", t: "mailText", "aria-pressed": "true", on: { click: () => show(true) } });
    const asLook = h("button", { type: "button", class: "switch", t: "mailLook", "aria-pressed": "false", on: { click: () => show(false) } });
    const show = (plain) => {
      text.hidden = !plain;
      look.hidden = plain;
      asText.setAttribute("aria-pressed", String(plain));
      asLook.setAttribute("aria-pressed", String(!plain));
    };
    return h("div", { class: "letter-content" }, h("div", { class: "switches" }, asText, asLook), text, look);
  }

  attachments(mail) {
    if (!mail.attachments?.length) return null;
    return h("section", { class: "letter-files" }, h("h4", { t: "attachments" }),
      h("ul", {}, mail.attachments.map((file) => h("li", {},
        h("a", { class: "file-row", href: file.url, target: "_blank", rel: "noopener" },
          h("span", { class: "file-sign" }, icon("file")),
          h("span", { class: "file-words" }, h("span", { class: "file-name", text: file.name }), h("span", { class: "file-size", text: fileSize(file.size) })))))));
  }
}
