// The group: its topics, one open conversation, and the person of the staff who speaks.

import * as api from "./api.js";
import { Conversation } from "./conversation.js";
import { disclosure } from "./disclosure.js";
import { arrange, h, iconButton, onceAFrame } from "./dom.js";
import { clock, onLanguage, t } from "./i18n.js";
import { ask, failure } from "./notices.js";
import { personPlate } from "./people.js";
import { go, onMove, where } from "./place.js";
import * as store from "./store.js";

const GENERAL = 0;

export class Group {
  constructor() {
    this.seen = new Map();
    this.rows = new Map();
    this.conversation = null;
    this.drawn = "";
    this.title = h("h2", { class: "pane-title", id: "title-group", t: "group" });
    this.head = h("header", { class: "pane-head" }, this.title);
    this.topicList = h("ul", { class: "topic-list" });
    this.topics = h("nav", { class: "topics", tLabel: "topics" }, this.topicList);
    this.talk = h("div", { class: "group-talk" });
    this.element = h("div", { class: "group" }, this.head, h("div", { class: "group-body" }, this.topics, this.talk));
    onMove(() => this.render());
    onLanguage(() => {
      this.rows.clear();
      this.render();
    });
    const soon = onceAFrame(() => this.render());
    for (const event of ["topics", "people", "connection"]) store.on(event, soon);
    const topicsSoon = onceAFrame(() => this.renderTopics());
    for (const event of ["message", "deleted", "chat"]) {
      store.on(event, ({ chat }) => chat === this.chat && topicsSoon());
    }
    store.on("reset", () => this.forget());
    this.render();
  }

  forget() {
    this.seen.clear();
    this.rows.clear();
    this.drawn = "";
    this.render();
  }

  get chat() {
    return store.state.group?.id ?? null;
  }

  render() {
    if (this.chat !== null) store.openChat(this.chat);
    this.renderHead();
    this.renderTopics();
    this.renderTalk();
  }

  renderHead() {
    const { staff } = where();
    const state = JSON.stringify(store.person(staff) ?? null);
    if (state === this.headState) return;
    this.headState = state;
    const hadFocus = this.head.contains(document.activeElement);
    const plate = personPlate("speaksLabel", staff, (id) => go({ staff: id }), true);
    this.head.replaceChildren(this.title, plate);
    if (hadFocus) plate.focus();
  }

  /** Every topic with its newest words; the general one is where messages without a topic stand. */
  entries() {
    const { group } = store.state;
    if (!group) return [];
    const { staff } = where();
    const topics = group.is_forum ? (group.topics ?? []) : [];
    return [{ thread: GENERAL, name: t("general"), closed: false }, ...topics].map((topic) => {
      const messages = store.messagesOf(this.chat, topic.thread || null).filter(store.seenBy(staff));
      const newest = messages.findLast((message) => !message.service);
      return { ...topic, newest, unread: this.unread(topic.thread, messages, staff) };
    }).sort((a, b) => (b.newest?.message_id ?? 0) - (a.newest?.message_id ?? 0));
  }

  unread(thread, messages, staff) {
    const seen = this.seen.get(thread) ?? 0;
    let count = 0;
    for (let place = messages.length - 1; place >= 0 && messages[place].message_id > seen; place -= 1) {
      const { service, from } = messages[place];
      if (!service && from?.id !== staff) count += 1;
    }
    return count;
  }

  renderTopics() {
    const open = where().topic;
    const entries = this.entries();
    if (open !== null) {
      const newest = entries.find((entry) => entry.thread === open)?.newest;
      if (newest) this.seen.set(open, newest.message_id);
    }
    const focused = this.topicList.contains(document.activeElement) ? document.activeElement.dataset.thread : null;
    const rows = entries.map((entry) => this.topicRow(entry, open));
    const { group } = store.state;
    const nothingYet = entries.every(({ newest }) => !newest);
    const coming = group?.is_forum ? entries.length === 1 && "noTopics" : nothingYet && (group ? "groupComing" : "noGroup");
    if (coming) rows.push(h("li", { class: "no-topics", t: coming }));
    arrange(this.topicList, rows);
    if (focused) this.topicList.querySelector(`[data-thread="${focused}"]`)?.focus();
  }

  /** A row that shows the same as before is not made anew. */
  topicRow(entry, open) {
    const { thread, name, closed, newest, unread } = entry;
    const drawn = JSON.stringify([name, closed, newest?.date, newest?.text, newest?.file?.name, unread, thread === open]);
    const kept = this.rows.get(thread);
    if (kept?.drawn === drawn) return kept.row;
    const row = this.drawTopic(entry, open);
    this.rows.set(thread, { drawn, row });
    return row;
  }

  drawTopic(entry, open) {
    const unread = entry.thread === open ? 0 : entry.unread;
    return h("li", {},
      h("button", { type: "button", class: "topic", "data-thread": entry.thread, "aria-current": entry.thread === open ? "true" : null,
        on: { click: () => this.openTopic(entry.thread) } },
      h("span", { class: "topic-top" },
        h("span", { class: "topic-name", text: entry.name }),
        entry.newest ? h("span", { class: "topic-time", text: clock(entry.newest.date) }) : null),
      h("span", { class: "topic-bottom" },
        h("span", { class: "topic-last", text: entry.newest ? entry.newest.text || entry.newest.file?.name || "…" : t("noMessages") }),
        entry.closed ? h("span", { class: "topic-closed", t: "topicClosed" }) : null,
        unread > 0 ? h("span", { class: "count", t: ["unread", { n: unread }] }) : null)));
  }

  openTopic(thread) {
    go({ topic: thread });
    this.talk.querySelector(".talk-name")?.focus();
  }

  renderTalk() {
    const { topic, staff } = where();
    const person = store.person(staff)?.staff ? staff : null;
    const entry = topic === null ? null : this.entries().find((one) => one.thread === topic);
    this.element.classList.toggle("is-talking", Boolean(entry));
    const drawn = entry ? JSON.stringify([this.chat, entry.thread, entry.name, entry.closed, person]) : "none";
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const hadFocus = this.talk.contains(document.activeElement);
    this.conversation?.destroy();
    this.conversation = null;
    if (!entry) {
      this.talk.replaceChildren();
      return;
    }
    this.conversation = new Conversation({
      chat: this.chat, person, isGroup: true, title: entry.name,
      thread: store.state.group.is_forum ? entry.thread || null : undefined,
    });
    this.talk.replaceChildren(this.talkHead(entry, person), this.conversation.element);
    if (person === null) this.conversation.element.append(h("p", { class: "foot-hint", t: "staffFirst" }));
    if (hadFocus) this.talk.querySelector(".talk-name").focus();
  }

  talkHead(entry, person) {
    const back = iconButton("back", "backToTopics", () => {
      go({ topic: null });
      this.topicList.querySelector(`[data-thread="${entry.thread}"]`)?.focus();
    }, { class: "talk-back" });
    return h("div", { class: "chat-head" }, back,
      h("div", { class: "chat-who" },
        h("h3", { class: "chat-name talk-name", tabindex: "-1", text: entry.name }),
        entry.closed ? h("p", { class: "chat-status", t: "topicClosedHint" }) : null),
      entry.thread !== GENERAL && person !== null ? this.topicMenu(entry, person) : null);
  }

  topicMenu(entry, person) {
    const opener = iconButton("more", "chatMenu", () => {});
    const act = (action) => () => {
      menu.close();
      api.topicAction(entry.thread, action, person).catch(failure);
    };
    const panel = h("div", { class: "choices choices-down" },
      entry.closed
        ? h("button", { type: "button", class: "choice", t: "reopenTopic", on: { click: act("reopen") } })
        : h("button", { type: "button", class: "choice", t: "closeTopic", on: { click: act("close") } }),
      h("button", { type: "button", class: "choice choice-danger", t: "deleteTopic", on: { click: async () => {
        if (await ask("deleteTopic", t("deleteTopicAsk", { name: entry.name }), "remove", "danger")) act("delete")();
      } } }));
    const menu = disclosure(opener, panel);
    return h("div", { class: "menu-anchor" }, opener, panel);
  }
}
