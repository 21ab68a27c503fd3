// One message as a bubble: text, file, inline buttons and the small tools that belong to it.

import { copyText } from "./clipboard.js";
import { h, icon, iconButton } from "./dom.js";
import { foldQuote, frameTable } from "./fold.js";
import { clock, fileSize, isWord, t } from "./i18n.js";
import { sanitize } from "./sanitize.js";

const RICH = "p, h3, h4, h5, h6, ul, ol, table, details, hr, figure, footer";
/** Libraries hide data of a reply button behind its words, in signs without a shape; fonts may give those a width. */
const SHAPELESS_END = /[\u00ad\u200c\u200d\u2060-\u2064\u{1d173}-\u{1d17a}]+$/u;
const CAPTIONLESS = new Set(["sticker", "video_note"]);
const STYLES = new Set(["primary", "success", "danger"]);

/** The words that a person sees of a text. */
export const seen = (text) => text.replace(SHAPELESS_END, "");

/** The address of a file when it is our own server's, else null. */
function ownAddress(address) {
  const url = new URL(address, location.href);
  return url.origin === location.origin ? url.href : null;
}

const mediaOf = (file) => (file.mime ?? "").split("/")[0];

function fileView(file) {
  const address = ownAddress(file.url);
  const kind = mediaOf(file);
  if (kind === "image" && address) {
    const image = h("img", { class: "photo", src: address, tAlt: ["photo", { name: file.name }] });
    return h("a", { class: "photo-link", href: address, target: "_blank", rel: "noopener" }, image);
  }
  if ((kind === "audio" || kind === "video") && address) {
    return h(kind, { class: "player", src: address, controls: true, "aria-label": file.name });
  }
  return h(
    "a",
    { class: "file-row", href: address, target: "_blank", rel: "noopener", tLabel: ["openFile", { name: file.name }] },
    h("span", { class: "file-sign" }, icon("file")),
    h("span", { class: "file-words" },
      h("span", { class: "file-name", text: file.name }),
      h("span", { class: "file-size", text: [file.mime === "application/pdf" ? "PDF" : "", fileSize(file.size)].filter(Boolean).join(" · ") }),
    ),
  );
}

function textView(message) {
  const words = h("div", { class: "words" });
  if (message.html) words.append(sanitize(seen(message.html)));
  else words.textContent = seen(message.text ?? "");
  if (words.querySelector(RICH)) words.classList.add("words-rich");
  for (const table of words.querySelectorAll("table")) frameTable(table);
  for (const quoted of words.querySelectorAll("blockquote.expandable")) foldQuote(quoted);
  return words;
}

/** What one can choose from, and how many have. */
function pollView({ message_id, poll: { options, is_closed: isClosed } }, actions) {
  return [
    h("ul", { class: "poll" }, options.map(({ text, voter_count: votes }, number) => h("li", {},
      h("button", { type: "button", class: "poll-option", disabled: isClosed || !actions.canAct, on: { click: () => actions.vote(message_id, number) } },
        h("span", { text }), votes > 0 ? h("span", { class: "quiet", text: String(votes) }) : null)))),
    isClosed ? h("p", { class: "quiet", t: "pollClosed" }) : null,
  ];
}

/** Pictures and films of an album stand side by side, other files under each other. */
function filesView(files) {
  if (files.length < 2) return files.map(fileView);
  const isSeen = (file) => ["image", "video"].includes(mediaOf(file));
  const pictures = files.filter(isSeen);
  return [
    pictures.length > 0 ? h("div", { class: "album" }, pictures.map(fileView)) : null,
    ...files.filter((file) => !isSeen(file)).map(fileView),
  ];
}

function inlineButton(button, actions) {
  const style = STYLES.has(button.style) ? ` chip-${button.style}` : "";
  const label = h("span", { class: "chip-label", text: button.text });
  if (button.url) {
    return h("a", { class: `chip${style}`, href: button.url, target: "_blank", rel: "noopener noreferrer",
      on: { click: (event) => actions.follow(event, button.url) } }, label, h("span", { class: "chip-corner", "aria-hidden": "true", text: "↗" }));
  }
  if (button.copy_text) {
    const copied = button.copy_text.text ?? button.copy_text;
    return h("button", { type: "button", class: `chip${style}`, on: { click: () => copyText(copied) } },
      label, h("span", { class: "chip-corner" }, icon("copy")));
  }
  return h("button", { type: "button", class: `chip${style}`, disabled: Boolean(button.disabled) || !actions.canAct,
    on: { click: (event) => actions.press(button, event.currentTarget) } }, label);
}

function quote(message, actions) {
  const original = actions.find(message.reply_to);
  return h("p", { class: "quote", text: original ? original.text || original.file?.name || "…" : t("deletedReply") });
}

/** As in Telegram: one's own words and captions, but never a contact, nor what somebody else had written. */
export const isEditable = (message) =>
  !message.contact && !message.forwarded && !message.service && (message.file ? !CAPTIONLESS.has(message.file.kind) : Boolean(message.text));

function tools(messages, own, actions) {
  const message = messages.find(({ text }) => text) ?? messages[0];
  const isProtected = messages.some((one) => one.protected);
  const tool = (sign, key, act) =>
    h("button", { type: "button", class: "tool", on: { click: act } }, icon(sign), h("span", { t: key }));
  const list = h("div", { class: "tools", hidden: true },
    actions.canAct && tool("reply", "reply", () => actions.reply(messages[0])),
    message.text && !isProtected && tool("copy", "copyText", () => copyText(message.text)),
    own && isEditable(message) && tool("edit", "edit", () => actions.edit(message)),
    own && tool("trash", "remove", () => actions.remove(messages)),
  );
  const opener = iconButton("more", "more", () => {
    list.hidden = !list.hidden;
    opener.setAttribute("aria-expanded", String(!list.hidden));
    if (!list.hidden) list.querySelector("button")?.focus();
  }, { class: "bubble-more", "aria-expanded": "false" });
  return [opener, list];
}

function serviceLine(message) {
  const key = `service_${message.service}`;
  const words = isWord(key) ? h("p", { t: [key, { text: message.text }] }) : h("p", { text: message.text || message.service });
  return h("article", { class: "service", tabindex: "-1" }, words);
}

/**
 * `messages`: one, or all of an album. `name` is the sender's name; it is shown in groups and always read aloud.
 * `actions`: canAct, press(button, element), follow(event, url), reply, edit (message), remove (messages), find(message_id).
 */
export function bubble(messages, { own, name, showName }, actions) {
  const [message] = messages;
  const some = (mark) => messages.some((one) => one[mark]);
  if (message.service) return serviceLine(message);
  const side = own ? "own" : message.from?.is_bot ? "bot" : "other";
  const [opener, list] = tools(messages, own, actions);
  const rows = (message.buttons ?? []).filter((row) => row.length > 0);
  // As in Telegram: a message whose buttons were pressed changes all the time, and says nothing about it.
  const isEdited = some("edited") && rows.length === 0;
  const body = h("div", { class: "bubble" },
    h("p", { class: showName ? "sender" : "only-heard", text: own ? t("you") : name }),
    message.reply_to ? quote(message, actions) : null,
    filesView(messages.map(({ file }) => file).filter(Boolean)),
    messages.filter(({ text, html }) => text || html).map(textView),
    message.poll ? pollView(message, actions) : null,
    h("p", { class: "stamp" },
      some("protected") ? h("span", { class: "protected", tTitle: "protectedHint" }, icon("lock"), h("span", { t: "protected" })) : null,
      some("pinned") ? h("span", { t: "pinned" }) : null,
      some("forwarded") ? h("span", { t: "forwarded" }) : null,
      isEdited ? h("span", { class: "edited", t: "edited" }) : null,
      h("time", { text: clock(message.date) }),
    ),
    opener,
  );
  const reactions = messages.flatMap((one) => one.reactions ?? []);
  return h("article", { class: `message message-${side}`, tabindex: "-1", "data-message": message.message_id },
    body,
    list,
    reactions.length > 0 ? h("p", { class: "reactions", text: reactions.map((one) => one.emoji ?? one).join(" ") }) : null,
    rows.length > 0
      ? h("div", { class: "chips" }, rows.map((row) => h("div", { class: "chip-row" }, row.map((button) => inlineButton(button, actions)))))
      : null,
  );
}
