// A person's phone: whose it is, the conversation with the bot, and the card of what to type.

import * as api from "./api.js";
import { dataCard } from "./card.js";
import { Conversation } from "./conversation.js";
import { disclosure } from "./disclosure.js";
import { h, iconButton, rem } from "./dom.js";
import { failure } from "./notices.js";
import { personPlate } from "./people.js";
import { go, onMove, where } from "./place.js";
import * as store from "./store.js";

/** From this width on the card lies beside the phone (the same number as in chat.css). */
const CARD_BESIDE_REM = 38.75;

export class Phone {
  /** `slot` is "a" or "b": the name of this phone in the address. */
  constructor(slot) {
    this.slot = slot;
    this.person = null;
    this.conversation = null;
    this.title = h("h2", { class: "pane-title", id: `title-${slot}`, t: slot === "a" ? "phoneA" : "phoneB" });
    this.head = h("header", { class: "pane-head" }, this.title);
    this.body = h("div", { class: "phone-body" });
    this.element = h("div", { class: "phone" }, this.head, this.body);
    this.status = h("p", { class: "chat-status" });
    let wasBeside = null;
    new ResizeObserver(() => {
      if (this.isCardBeside !== wasBeside) this.foldCard();
      wasBeside = this.isCardBeside;
    }).observe(this.element);
    onMove(() => this.follow());
    store.on("people", () => this.follow(true));
    store.on("health", () => this.renderStatus());
    store.on("typing", () => this.renderStatus());
    store.on("connection", () => this.follow());
    this.follow(true);
  }

  follow(redraw = false) {
    const wanted = where()[this.slot];
    const person = store.person(wanted) ? wanted : null;
    const changed = person !== this.person || (this.body.childElementCount === 0);
    this.person = person;
    if (changed || redraw) this.renderHead();
    if (changed) this.renderBody();
    else if (redraw) this.renderCard();
  }

  renderHead() {
    const plate = personPlate("whoseLabel", this.person, (id) => go({ [this.slot]: id }), false);
    const hadFocus = this.head.contains(document.activeElement);
    this.head.replaceChildren(this.title, plate);
    if (hadFocus) plate.focus();
  }

  renderBody() {
    this.conversation?.destroy();
    this.conversation = null;
    if (this.person === null) {
      this.body.replaceChildren(h("div", { class: "no-person" }, h("p", { t: "pickFirst" })));
      return;
    }
    this.conversation = new Conversation({ chat: this.person, person: this.person, isGroup: false, title: store.botName() });
    this.frame = h("div", { class: "frame" }, this.chatHead(), this.conversation.element);
    this.cardPlace = h("div", { class: "card-place" });
    this.body.replaceChildren(this.cardPlace, this.frame);
    this.renderCard();
    this.renderStatus();
  }

  renderCard() {
    if (!this.cardPlace || this.person === null) return;
    const person = store.person(this.person);
    if (JSON.stringify(person.card) !== this.cardPlace.dataset.card || this.cardPlace.childElementCount === 0) {
      this.cardPlace.dataset.card = JSON.stringify(person.card);
      this.cardPlace.replaceChildren(...(person.card ? [dataCard(person, (text) => this.typeFromCard(text))] : []));
      this.foldCard();
    }
    this.renderBlocking();
  }

  get isCardBeside() {
    return this.element.clientWidth >= rem(CARD_BESIDE_REM);
  }

  foldCard() {
    const card = this.cardPlace?.querySelector("details");
    if (card) card.open = this.isCardBeside;
  }

  /** Where the card covers the conversation it makes room once it has been used. */
  typeFromCard(text) {
    if (!this.isCardBeside) this.foldCard();
    this.type(text);
  }

  chatHead() {
    this.name = h("p", { class: "chat-name" });
    this.blocking = h("button", { type: "button", class: "choice", on: { click: () => this.toggleBlock() } });
    const opener = iconButton("more", "chatMenu", () => {});
    const panel = h("div", { class: "choices choices-down" }, this.blocking);
    this.menu = disclosure(opener, panel);
    return h("div", { class: "chat-head" },
      h("div", { class: "chat-who" }, this.name, this.status),
      h("div", { class: "menu-anchor" }, opener, panel));
  }

  renderStatus() {
    if (!this.name) return;
    this.name.textContent = store.botName();
    const typing = this.person !== null && store.typingIn(this.person);
    const blocked = this.person !== null && store.person(this.person)?.blocked;
    this.status.classList.toggle("is-typing", typing);
    this.status.replaceChildren(h("span", { t: blocked ? "blocked" : typing ? "typing" : store.state.health.ready ? "bot" : "botWaiting" }));
  }

  renderBlocking() {
    const blocked = store.person(this.person)?.blocked;
    this.blocking.replaceChildren(h("span", { t: blocked ? "unblockBot" : "blockBot" }));
    this.renderStatus();
  }

  async toggleBlock() {
    this.menu.close();
    const act = store.person(this.person).blocked ? api.unblock : api.block;
    await act(this.person, this.person).catch(failure);
  }

  type(text) {
    this.conversation?.type(text);
  }
}
