// Turns the server's HTML of a message into elements of an allow-list. Whatever else stands in it becomes plain
// text or nothing: the page must not trust a bot, nor what a stranger wrote into a bot.

import { bindText } from "./i18n.js";

const COPIED = new Set([
  "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "mark", "sub", "sup", "br", "p", "hr",
  "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "details",
  "summary", "figure", "figcaption", "cite", "footer",
]);

const RENAMED = { h1: "h3", h2: "h4", h3: "h5", h4: "h6", h5: "h6", h6: "h6" };

const DROPPED = new Set(["script", "style", "template", "iframe", "object", "embed", "noscript", "title", "svg", "math"]);

const ATTRIBUTES = {
  ol: { start: /^\d{1,6}$/, type: /^[1aAiI]$/, reversed: /^/ },
  li: { value: /^\d{1,6}$/ },
  td: { colspan: /^\d{1,2}$/, rowspan: /^\d{1,2}$/, align: /^(left|center|right)$/ },
  th: { colspan: /^\d{1,2}$/, rowspan: /^\d{1,2}$/, align: /^(left|center|right)$/ },
  details: { open: /^/ },
};

const LINK = /^(https?:|mailto:|tel:|tg:)/i;

function spoiler() {
  const span = document.createElement("span");
  span.className = "spoiler";
  span.setAttribute("role", "button");
  span.setAttribute("tabindex", "0");
  bindText(span, "aria-label", "spoilerHint");
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    span.closest("article")?.focus();
    span.replaceWith(...span.childNodes);
  };
  span.addEventListener("click", reveal);
  span.addEventListener("keydown", reveal);
  return span;
}

function link(source) {
  const href = source.getAttribute("href") ?? "";
  if (!LINK.test(href)) return document.createDocumentFragment();
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}

function picture(source) {
  const address = source.getAttribute("src") ?? "";
  if (!/^\/(file|sandbox)\//.test(address)) return document.createDocumentFragment();
  const image = document.createElement("img");
  image.src = address;
  image.alt = source.getAttribute("alt") ?? "";
  return image;
}

function shell(source) {
  const name = source.localName;
  if (name === "a") return link(source);
  if (name === "img") return picture(source);
  if (name === "tg-spoiler" || source.classList.contains("tg-spoiler")) return spoiler();
  const tag = RENAMED[name] ?? (COPIED.has(name) ? name : null);
  if (tag === null) return document.createDocumentFragment();
  const element = document.createElement(tag);
  for (const [attribute, pattern] of Object.entries(ATTRIBUTES[tag] ?? {})) {
    const value = source.getAttribute(attribute);
    if (value !== null && pattern.test(value)) element.setAttribute(attribute, value);
  }
  if (tag === "blockquote" && source.hasAttribute("expandable")) element.className = "expandable";
  return element;
}

function copy(source, target) {
  for (const node of source.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      target.append(node.data);
    } else if (node.nodeType === Node.ELEMENT_NODE && !DROPPED.has(node.localName)) {
      const element = shell(node);
      copy(node, element);
      target.append(element);
    }
  }
}

/** A fragment that is safe to insert. The source is parsed in an inert document: nothing in it loads or runs. */
export function sanitize(html) {
  const inert = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  copy(inert.body, fragment);
  return fragment;
}
