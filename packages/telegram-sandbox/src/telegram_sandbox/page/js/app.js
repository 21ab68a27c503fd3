// Puts the page together: top bar, the panes, the workshop; and carries news from one to another.

import { h, icon } from "./dom.js";
import { Drawer } from "./drawer.js";
import { currentLanguage, onLanguage, setLanguage, t } from "./i18n.js";
import { Layout } from "./layout.js";
import { Mailbox } from "./mailbox.js";
import { notice, noticeRegion } from "./notices.js";
import { Group } from "./group.js";
import { Phone } from "./phone.js";
import { go, onMove, where } from "./place.js";
import * as store from "./store.js";
import { followSystem, isDark, toggleTheme } from "./theme.js";

function topButton(sign, key, listener, props = {}) {
  return h("button", { type: "button", class: "top-button", on: { click: listener }, ...props },
    icon(sign), h("span", { class: "top-words", t: key }));
}

function healthSign() {
  const words = h("span", {});
  const sign = h("p", { class: "health", role: "status" }, h("span", { class: "lamp", "aria-hidden": "true" }), words);
  const render = () => {
    const { connected, health } = store.state;
    const key = !connected ? "connectionLost" : health.ready ? "botReady" : "botWaiting";
    sign.dataset.state = key;
    words.textContent = t(key);
  };
  store.on("health", render);
  store.on("connection", render);
  onLanguage(render);
  render();
  return sign;
}

/** The first line: where to begin, until somebody has begun. */
function beginLine() {
  const line = h("p", { class: "begin", role: "status" });
  const render = () => {
    const { a } = where();
    const hasBegun = store.person(a) && store.messagesOf(a).length > 0;
    const key = !store.state.health.ready ? "beginBot" : store.person(a) ? "beginStart" : "beginPerson";
    line.hidden = !store.state.connected || Boolean(hasBegun) || Boolean(store.person(a) && !store.isLoaded(a));
    line.textContent = t(key);
  };
  for (const event of ["health", "connection", "people", "message", "chat", "reset"]) store.on(event, render);
  onMove(render);
  onLanguage(render);
  render();
  return line;
}

function themeButton() {
  const button = topButton(isDark() ? "sun" : "moon", isDark() ? "themeLight" : "themeDark", () => {
    toggleTheme();
    const next = themeButton();
    button.replaceWith(next);
    next.focus();
  }, { "data-control": "theme" });
  return button;
}

function languageButton() {
  return h("button", { type: "button", class: "top-button", "data-control": "language", tLabel: "languageLabel", t: "language",
    on: { click: () => setLanguage(currentLanguage() === "pl" ? "en" : "pl") } });
}

function secondPhoneButton() {
  const toggle = () => {
    const { a, two } = where();
    const another = store.allPeople().find((person) => !person.staff && person.id !== a);
    go({ b: two ? null : (another?.id ?? 0) });
  };
  const button = topButton("twoPhones", "secondPhoneOn", toggle, { "data-control": "second-phone" });
  const render = () => button.setAttribute("aria-pressed", String(where().two));
  onMove(render);
  render();
  return button;
}

/** Someone is shown on the first phone from the beginning, so that a newcomer need not search. */
function chooseForNewcomer() {
  const place = where();
  const everyone = store.allPeople();
  const someone = everyone.find((person) => !person.staff);
  const member = everyone.find((person) => person.staff);
  if (!store.person(place.a) && someone) go({ a: someone.id });
  if (!store.person(place.staff) && member) go({ staff: member.id });
}

async function main() {
  document.documentElement.lang = currentLanguage();
  followSystem();

  const phones = { a: new Phone("a"), b: new Phone("b") };
  let lastPhone = "a";
  for (const [slot, phone] of Object.entries(phones)) {
    phone.element.addEventListener("focusin", () => (lastPhone = slot));
  }
  const typeIntoPhone = (text) => {
    const slot = where().two ? lastPhone : "a";
    layout.reveal(slot);
    phones[slot].type(text);
  };
  const group = new Group();
  const mailbox = new Mailbox(typeIntoPhone);
  const layout = new Layout([
    { id: "a", kind: "phone", key: "phoneA", sign: "phone", element: phones.a.element },
    { id: "b", kind: "phone", key: "phoneB", sign: "phone", element: phones.b.element },
    { id: "group", kind: "group", key: "group", sign: "group", element: group.element },
    { id: "mail", kind: "mail", key: "mailbox", sign: "mail", element: mailbox.element },
  ]);
  const workshop = topButton("bug", "workshop", () => {}, { "data-control": "workshop" });
  const drawer = new Drawer(workshop);

  document.body.append(
    h("a", { class: "skip", href: "#stage", t: "skip", on: { click: (event) => { event.preventDefault(); layout.element.focus(); } } }),
    h("header", { class: "topbar" },
      h("div", { class: "brand" }, h("h1", { class: "brand-name", t: "appName" }), h("p", { class: "brand-hint", t: "appHint" })),
      healthSign(),
      h("nav", { class: "controls", tLabel: "controls" }, secondPhoneButton(), workshop, themeButton(), languageButton())),
    beginLine(),
    layout.element,
    drawer.element,
    noticeRegion(),
  );

  const title = () => (document.title = t("appName"));
  onLanguage(title);
  title();

  layout.set("b", where().two);
  onMove(() => layout.set("b", where().two));
  store.on("people", chooseForNewcomer);
  store.on("message", ({ chat, message }) => {
    const { a, b, staff } = where();
    if (chat === store.state.group?.id) {
      if (message.from?.id !== staff) layout.news("group");
    } else if (message.from?.is_bot) {
      if (chat === a) layout.news("a");
      if (chat === b) layout.news("b");
    }
  });
  store.on("reset", () => layout.forgetNews());
  let mailNotice = null;
  onMove(() => where().pane === "mail" && mailNotice?.remove());
  store.on("mail", ({ mail }) => {
    if (!mail || layout.isVisible("mail")) return;
    layout.news("mail");
    mailNotice?.remove();
    mailNotice = notice(t("newMail", { subject: mail.subject || t("noSubject") }));
  });

  await store.connect();
  chooseForNewcomer();
}

main();
