// A chat as one person sees it: the messages, what the bot offers to press, and the box to write in. A person's
// phone and a topic of the group are both a Conversation.

import * as api from "./api.js";
import { bubble, seen } from "./bubble.js";
import { Composer } from "./composer.js";
import { arrange, h, icon, onceAFrame } from "./dom.js";
import { day, dayKey, onLanguage, t } from "./i18n.js";
import { ask, failure, notice, tell } from "./notices.js";
import * as store from "./store.js";

const SHOWN_AT_ONCE = 200;
const NEAR_BOTTOM_PX = 60;
const TOAST_MS = 4000;

/** The last so many messages, and those before them that belong to the same album as the first. */
function newest(all, count) {
  let begin = Math.max(0, all.length - count);
  while (begin > 0 && all[begin].album && all[begin - 1].album === all[begin].album) begin -= 1;
  return all.slice(begin);
}

/** What is drawn as one: every message by itself, an album as a whole. */
function grouped(messages) {
  const groups = [];
  for (const message of messages) {
    const key = message.album ? `album ${message.album}` : message.message_id;
    if (message.album && groups.at(-1)?.key === key) groups.at(-1).messages.push(message);
    else groups.push({ key, messages: [message] });
  }
  return groups;
}

const sameItems = (some, others) => some.length === others.length && some.every((one, place) => one === others[place]);

export class Conversation {
  /** `who`: {chat, person or null, thread (null: the general topic, undefined: no topics), isGroup, title}. */
  constructor(who) {
    this.who = who;
    this.shown = new Map();
    this.most = SHOWN_AT_ONCE;
    this.pinned = true;
    this.scrollTop = 0;
    this.build();
    this.listen();
    store.openChat(who.chat);
    this.render();
  }

  build() {
    const { who } = this;
    this.earlier = h("button", { type: "button", class: "button earlier", t: "earlier", hidden: true, on: { click: () => this.showEarlier() } });
    this.list = h("div", { class: "messages" });
    this.typing = h("p", { class: "typing", "aria-hidden": "true", hidden: true }, h("span", { t: "typing" }));
    this.log = h("div", {
      class: "log", role: "log", tabindex: "0", "aria-live": "polite", "aria-busy": "true",
      tLabel: ["chatWith", { name: who.title }], on: { scroll: () => this.scrolled() },
    }, this.earlier, this.list, this.typing);
    this.empty = h("div", { class: "empty-chat", hidden: true });
    this.jump = h("button", { type: "button", class: "jump", hidden: true, on: { click: () => this.toBottom() } },
      icon("down"), h("span", { t: "newBelow" }));
    this.toast = h("p", { class: "toast", role: "status", "aria-live": "polite" });
    this.keyboard = h("div", { class: "reply-keyboard", role: "group", tLabel: "keyboardRegion", hidden: true });
    this.composer = who.person === null ? null : new Composer(who);
    this.startButton = h("button", { type: "button", class: "button button-primary start", t: "start", on: { click: () => this.start() } });
    this.foot = h("div", { class: "foot" }, this.keyboard, this.composer?.element);
    this.element = h("div", { class: "conversation" },
      h("div", { class: "log-frame" }, this.log, this.empty, this.toast, this.jump),
      this.foot,
    );
    this.sizes = new ResizeObserver(() => {
      if (this.pinned) this.log.scrollTop = this.log.scrollHeight;
    });
    this.sizes.observe(this.log);
    this.sizes.observe(this.list);
  }

  listen() {
    const here = (event) => event.chat === this.who.chat;
    const renderSoon = onceAFrame(() => this.ears && this.render());
    const soon = (event) => here(event) && renderSoon();
    this.ears = [
      store.on("message", soon),
      store.on("deleted", soon),
      store.on("chat", soon),
      store.on("keyboard", soon),
      store.on("typing", (event) => here(event) && this.renderTyping()),
      store.on("commands", () => this.composer?.learnCommands()),
      store.on("answer", (event) => here(event) && event.person === this.who.person && this.hear(event)),
      onLanguage(() => {
        this.composer?.showState();
        this.shown.clear();
        this.list.replaceChildren();
        this.render();
      }),
    ];
  }

  destroy() {
    for (const stop of this.ears) stop();
    this.ears = null;
    this.sizes.disconnect();
    this.element.remove();
  }

  // --- messages ------------------------------------------------------------------------------------------------

  render() {
    const { who } = this;
    const all = store.messagesOf(who.chat, who.thread).filter(store.seenBy(who.person));
    const groups = grouped(newest(all, this.most));
    this.earlier.hidden = all.length === 0 || groups[0].messages[0] === all[0];
    const focus = this.rememberFocus();
    const shown = new Map();
    let previousDay = null;
    let grew = false;
    for (const { key, messages } of groups) {
      const thisDay = dayKey(messages[0].date);
      const newDay = thisDay !== previousDay;
      previousDay = thisDay;
      const old = this.shown.get(key);
      const isSame = old && old.newDay === newDay && sameItems(old.messages, messages);
      shown.set(key, isSame ? old : { messages, newDay, entry: this.entry(messages, newDay) });
      grew ||= !old;
    }
    this.shown = shown;
    arrange(this.list, [...shown.values()].map(({ entry }) => entry));
    this.log.setAttribute("aria-busy", String(!store.isLoaded(who.chat)));
    this.renderEmpty(groups.length === 0);
    this.renderKeyboard();
    this.restoreFocus(focus);
    if (this.pinned) this.toBottom();
    else if (grew) this.jump.hidden = false;
  }

  entry(messages, newDay) {
    const { who } = this;
    const [message] = messages;
    const isToday = dayKey(message.date) === new Date().toDateString();
    const own = message.from?.id === who.person;
    const sender = store.person(message.from?.id);
    const name = message.from?.is_bot ? store.botName() : (message.from?.name ?? (sender ? store.fullName(sender) : ""));
    return h("div", { class: "entry" },
      newDay ? h("p", { class: "day", text: isToday ? t("today") : day(message.date) }) : null,
      bubble(messages, { own, name, showName: Boolean(who.isGroup) && !own }, this.actions()),
    );
  }

  actions() {
    const { chat, person } = this.who;
    return {
      canAct: person !== null,
      find: (id) => store.messageOf(chat, id?.message_id ?? id),
      press: (button, element) => this.press(button, element),
      vote: (message, option) =>
        api.vote(this.who.chat, { from: this.who.person, message_id: message, options: [option] }).catch(failure),
      follow: (event, url) => this.follow(event, url),
      reply: (message) => this.composer?.reply(message),
      edit: (message) => this.composer?.edit(message),
      remove: (messages) => api.remove(chat, { from: person, message_ids: messages.map((message) => message.message_id) }).catch(failure),
    };
  }

  /** A message that is drawn anew must not throw a keyboard user out: remember which button had the focus. */
  rememberFocus() {
    const focused = document.activeElement;
    const article = this.list.contains(focused) ? focused.closest("[data-message]") : null;
    if (!article) return null;
    return { id: article.dataset.message, index: [...article.querySelectorAll("button, a")].indexOf(focused), label: focused.textContent };
  }

  restoreFocus(remembered) {
    if (!remembered || this.list.contains(document.activeElement)) return;
    const article = this.list.querySelector(`[data-message="${remembered.id}"]`);
    const candidates = [...(article?.querySelectorAll(".chip:not(:disabled)") ?? [])];
    const same = candidates.find((candidate) => candidate.textContent === remembered.label);
    const target = same ?? candidates[0] ?? article ?? this.log;
    target.focus({ preventScroll: true });
  }

  renderEmpty(isEmpty) {
    const { who } = this;
    const show = isEmpty && store.isLoaded(who.chat);
    this.empty.hidden = !show;
    const waitsForStart = show && !who.isGroup;
    if (this.composer) this.composer.element.hidden = waitsForStart;
    if (waitsForStart) {
      if (!this.startButton.isConnected) this.foot.append(this.startButton);
    } else if (this.startButton.isConnected) {
      const hadFocus = this.startButton === document.activeElement;
      this.startButton.remove();
      if (hadFocus) this.composer?.focus(); // the box can take it only now that it is shown
    }
    if (!show) return;
    const description = store.state.health.bot?.description;
    this.empty.replaceChildren(
      h("div", { class: "empty-words" },
        who.isGroup ? null : h("p", { class: "empty-name", text: store.botName() }),
        description && !who.isGroup ? h("p", { text: description }) : null,
        h("p", { t: who.isGroup ? "groupEmpty" : "startHint" }),
        store.state.health.ready || who.isGroup ? null : h("p", { class: "quiet", t: "botWaitingHint" }),
      ),
    );
  }

  renderTyping() {
    this.typing.hidden = !store.typingIn(this.who.chat, this.who.thread);
    if (this.pinned) this.toBottom();
  }

  // --- scrolling -----------------------------------------------------------------------------------------------

  /** Only a person scrolls up; a picture that loads late moves the bottom away without that. */
  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.log;
    const isNearBottom = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
    if (isNearBottom) this.pinned = true;
    else if (scrollTop < this.scrollTop) this.pinned = false;
    this.scrollTop = scrollTop;
    if (this.pinned) this.jump.hidden = true;
  }

  showEarlier() {
    const fromBottom = this.log.scrollHeight - this.log.scrollTop;
    this.most += SHOWN_AT_ONCE;
    this.pinned = false;
    this.render();
    this.log.scrollTop = this.log.scrollHeight - fromBottom;
    this.log.focus();
  }

  toBottom() {
    this.pinned = true;
    this.jump.hidden = true;
    this.log.scrollTop = this.log.scrollHeight;
  }

  // --- pressing ------------------------------------------------------------------------------------------------

  async press(button, element) {
    element.setAttribute("aria-busy", "true");
    const article = element.closest("[data-message]");
    const what = { from: this.who.person, message_id: Number(article.dataset.message), label: button.text };
    if (button.id !== undefined) what.id = button.id;
    try {
      await api.press(this.who.chat, what);
    } catch (error) {
      failure(error);
    }
    element.removeAttribute("aria-busy");
  }

  /** What the bot answers to a press: an alert one must close, or a toast that fades. */
  hear({ text, show_alert: isAlert }) {
    if (!text) return;
    if (isAlert) {
      tell("botSays", text);
      return;
    }
    this.toast.textContent = text;
    clearTimeout(this.fading);
    this.fading = setTimeout(() => (this.toast.textContent = ""), TOAST_MS);
  }

  /** A link to this very bot with a payload is a deep link: it starts the bot instead of leaving the page. */
  follow(event, url) {
    const { username } = store.state.health.bot ?? {};
    const deep = /^https:\/\/t\.me\/(\w+)\?start=([\w-]*)$/.exec(url);
    if (!deep || deep[1] !== username || this.who.isGroup || !this.composer) return;
    event.preventDefault();
    this.composer.deliver({ text: `/start ${deep[2]}`.trim() });
  }

  start() {
    return this.composer.deliver({ text: "/start" });
  }

  // --- the bot's keyboard --------------------------------------------------------------------------------------

  renderKeyboard() {
    const offered = this.composer ? store.keyboardOf(this.who.chat, this.who.thread) : null;
    if (offered === this.drawnKeyboard) return;
    this.drawnKeyboard = offered;
    const rows = offered?.keyboard ?? [];
    this.keyboard.hidden = rows.length === 0;
    this.keyboard.replaceChildren(...rows.map((row) => h("div", { class: "key-row" }, row.map((key) => this.key(key)))));
    this.composer?.hint(rows.length > 0 ? offered.placeholder : null);
  }

  key(key) {
    const style = key.style ? ` chip-${key.style}` : "";
    return h("button", { type: "button", class: `key${style}`, on: { click: () => this.pressKey(key) } },
      key.contact ? icon("phone") : null, h("span", { text: seen(key.text) }));
  }

  async pressKey(key) {
    const isOnce = this.drawnKeyboard.one_time;
    if (key.contact) await this.composer.shareContact();
    else await this.composer.deliver({ text: key.text });
    if (isOnce) this.keyboard.hidden = true;
  }

  /** Text from a card or a letter goes into the box, for the person to send. */
  type(text) {
    if (this.composer && !this.composer.element.hidden) this.composer.type(text);
    else notice(t("startHint"));
  }
}
