// The box one writes in: text, attachments, the contact, the bot's commands, and the states "replying" and "editing".

import * as api from "./api.js";
import { isEditable } from "./bubble.js";
import { disclosure } from "./disclosure.js";
import { h, icon, iconButton } from "./dom.js";
import { t } from "./i18n.js";
import { ask, failure, notice, tell } from "./notices.js";
import * as store from "./store.js";

const MOST_LINES_PX = 160;
const drafts = new Map();
store.on("reset", () => drafts.clear());

export class Composer {
  /** `who`: {chat, person, thread, isGroup}. */
  constructor(who) {
    this.who = who;
    this.draftKey = `${who.chat}:${who.thread ?? 0}:${who.person}`;
    this.attached = null;
    this.state = null;
    this.build();
    this.input.value = drafts.get(this.draftKey) ?? "";
    this.known = [];
    this.learnCommands();
  }

  build() {
    this.input = h("textarea", {
      class: "box", rows: "1", tLabel: "message", enterkeyhint: "send", autocomplete: "off",
      on: {
        input: () => this.changed(),
        keydown: (event) => this.key(event),
        paste: (event) => this.paste(event),
      },
    });
    this.banner = h("div", { class: "banner", hidden: true });
    this.commandPanel = h("div", { class: "command-list", role: "group", tLabel: "commands", hidden: true,
      on: { keydown: (event) => this.moveInCommands(event) } });
    this.sendButton = h("button", { type: "submit", class: "send-button" }, icon("send"));
    this.slash = iconButton("slash", "commands", () => this.toggleCommands(), { class: "slash", "aria-expanded": "false" });
    this.element = h("form", { class: "composer", on: { submit: (event) => this.submit(event) } },
      this.commandPanel,
      this.banner,
      h("div", { class: "composer-line" }, this.slash, this.input, this.attachMenu(), this.sendButton),
    );
    this.showState();
  }

  attachMenu() {
    const opener = iconButton("clip", "attach", () => {});
    const picker = (key, accept, as) => {
      const input = h("input", { type: "file", accept, hidden: true, tabindex: "-1", "data-as": as, tLabel: key,
        on: { change: () => this.attach(input.files[0], as) } });
      const choice = h("button", { type: "button", class: "choice", t: key, on: { click: () => input.click() } });
      return [choice, input];
    };
    const panel = h("div", { class: "choices choices-up" },
      picker("attachPhoto", "image/*", "photo"),
      picker("attachFile", null, "document"),
      picker("attachVoice", "audio/*", "voice"),
      this.who.isGroup ? null : h("button", { type: "button", class: "choice", t: "attachContact",
        on: { click: () => { menu.close(); this.shareContact(); } } }),
    );
    const menu = disclosure(opener, panel);
    this.closeAttachMenu = () => menu.close(false);
    return h("div", { class: "menu-anchor" }, opener, panel);
  }

  // --- what stands in the box ----------------------------------------------------------------------------------

  /** Puts text into the box, as if it had been typed. */
  type(text) {
    this.input.value = text;
    this.changed();
    this.input.focus();
  }

  focus() {
    this.input.focus();
  }

  changed() {
    drafts.set(this.draftKey, this.input.value);
    this.fit();
    const typed = this.input.value;
    if (/^\/\w*$/.test(typed)) this.showCommands(typed.slice(1));
    else this.hideCommands();
  }

  fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, MOST_LINES_PX)}px`;
  }

  // --- the bot's commands --------------------------------------------------------------------------------------

  async learnCommands() {
    this.known = await api.commands(this.who.chat, this.who.person).catch(() => []);
  }

  showCommands(beginning) {
    const known = this.known.filter(({ command }) => command.startsWith(beginning));
    this.commandPanel.replaceChildren(...known.map(({ command, description }) =>
      h("button", { type: "button", class: "command", on: { click: () => this.sendCommand(command) } },
        h("b", { text: `/${command}` }), h("span", { text: description }))));
    this.commandPanel.hidden = known.length === 0;
    this.slash.setAttribute("aria-expanded", String(known.length > 0));
  }

  hideCommands() {
    this.commandPanel.hidden = true;
    this.slash.setAttribute("aria-expanded", "false");
  }

  toggleCommands() {
    if (!this.commandPanel.hidden) {
      this.hideCommands();
      return;
    }
    this.showCommands("");
    if (this.commandPanel.hidden) notice(t("noCommands"));
    else this.commandPanel.querySelector("button").focus();
  }

  moveInCommands(event) {
    if (event.key === "Escape") {
      this.hideCommands();
      this.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const choices = [...this.commandPanel.children];
    const next = choices.indexOf(document.activeElement) + step;
    (choices[next] ?? this.input).focus();
  }

  async sendCommand(command) {
    this.type("");
    await this.deliver({ text: `/${command}` });
  }

  // --- keys and pasting ----------------------------------------------------------------------------------------

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.element.requestSubmit();
    } else if (event.key === "Escape") {
      this.rest();
      this.hideCommands();
    } else if (event.key === "ArrowDown" && !this.commandPanel.hidden) {
      event.preventDefault();
      this.commandPanel.querySelector("button")?.focus();
    } else if (event.key === "ArrowUp" && this.input.value === "" && !this.state) {
      const own = store.messagesOf(this.who.chat, this.who.thread).findLast(
        (message) => message.from?.id === this.who.person && isEditable(message));
      if (own) {
        event.preventDefault();
        this.edit(own);
      }
    }
  }

  paste(event) {
    const [file] = event.clipboardData?.files ?? [];
    if (!file) return;
    event.preventDefault();
    this.attach(file, file.type.startsWith("image/") ? "photo" : "document");
  }

  /** The bot's own hint for the empty box, or null for ours. */
  hint(words) {
    this.placeholder = words;
    this.showState();
  }

  // --- replying, editing, attaching ----------------------------------------------------------------------------

  /** What stands over the box and in it, in the page's language; the bot's own hint stays as the bot wrote it. */
  showState() {
    const { state, attached } = this;
    const isCaption = attached || (state?.kind === "edit" && state.message.file);
    this.input.placeholder = isCaption ? t("caption") : (this.placeholder ?? t("message"));
    for (const name of ["aria-label", "title"]) this.sendButton.setAttribute(name, t(state?.kind === "edit" ? "save" : "send"));
    this.banner.hidden = !state && !attached;
    if (this.banner.hidden) return;
    this.banner.replaceChildren(
      h("span", { class: "banner-words", text: this.bannerWords() }),
      iconButton("close", attached ? "removeFile" : "cancel", () => { this.rest(); this.focus(); }),
    );
  }

  bannerWords() {
    const { state, attached } = this;
    if (attached) return attached.file.name;
    if (state.kind === "edit") return t("editing");
    return t("replyTo", { text: (state.message.text || state.message.file?.name || "…").slice(0, 80) });
  }

  turnTo(state, attached = null) {
    this.state = state;
    this.attached = attached;
    this.showState();
    this.focus();
  }

  reply(message) {
    this.rest();
    this.turnTo({ kind: "reply", message });
  }

  edit(message) {
    this.rest();
    this.type(message.text ?? "");
    this.turnTo({ kind: "edit", message });
  }

  attach(file, as) {
    this.closeAttachMenu();
    if (!file) return;
    if (this.state?.kind === "edit") this.rest();
    this.turnTo(this.state, { file, as });
  }

  /** Back to an ordinary empty state; what was typed stays unless it was an edit. */
  rest() {
    if (this.state?.kind === "edit") this.type("");
    this.state = null;
    this.attached = null;
    this.showState();
    for (const picker of this.element.querySelectorAll("input[type=file]")) picker.value = "";
  }

  // --- sending -------------------------------------------------------------------------------------------------

  async submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    const { state, attached } = this;
    if (text === "" && !attached) return;
    this.state = null;
    this.rest();
    this.type("");
    let done;
    if (state?.kind === "edit") {
      done = await this.attempt(() => api.edit(this.who.chat, { from: this.who.person, message_id: state.message.message_id, text }));
    } else {
      done = await this.deliver({ text, reply_to: state?.message.message_id }, attached);
    }
    if (!done && this.input.value === "") this.type(text);
  }

  deliver(message, attached = null) {
    const { chat, person, thread } = this.who;
    const whole = { from: person, ...message };
    if (thread) whole.thread = thread;
    return this.attempt(() => (attached ? api.sendFile(chat, whole, attached.file, attached.as) : api.send(chat, whole)));
  }

  async attempt(work) {
    try {
      await work();
      return true;
    } catch (error) {
      failure(error);
      return false;
    }
  }

  async shareContact() {
    const phone = store.person(this.who.person)?.phone;
    if (!phone) {
      await tell("shareTitle", t("shareNone"));
      return;
    }
    if (await ask("shareTitle", t("shareText", { phone }), "share")) await this.deliver({ contact: true });
    this.focus();
  }
}
