// Two languages of the page itself (what the bot says is the bot's affair).

import { EN, PL } from "./words.js";

const DICTIONARIES = { pl: PL, en: EN };
const STORED = "sandbox.language";

let language = localStorage.getItem(STORED) === "en" ? "en" : "pl";
let plurals = new Intl.PluralRules(language);
const writers = new WeakMap();
const listeners = new Set();
const names = new Map();

export const currentLanguage = () => language;

/** A word of the dictionary; a plural entry is an object by plural category and takes `n`. */
export function t(key, args = {}) {
  const entry = names.get(key) ?? DICTIONARIES[language][key];
  const pattern = typeof entry === "object" ? (entry[plurals.select(args.n)] ?? entry.other) : entry;
  return pattern.replace(/\{(\w+)\}/g, (_, name) => args[name] ?? "");
}

export const isWord = (key) => key in PL;

/** Writes the words now, and again when the language changes while the element is on the page. */
export function bindText(element, place, key, args) {
  const write = () => {
    if (place === "textContent") element.textContent = t(key, args);
    else element.setAttribute(place, t(key, args));
  };
  writers.set(element, { ...writers.get(element), [place]: write });
  element.setAttribute("data-words", "");
  write();
}

export function onLanguage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setLanguage(next) {
  language = next;
  plurals = new Intl.PluralRules(language);
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  rewrite();
}

/** Something that has a name of its own is called by it, in every language. */
export function callIt(key, name) {
  if (names.get(key) === name) return;
  names.set(key, name);
  rewrite();
}

function rewrite() {
  for (const element of document.querySelectorAll("[data-words]")) {
    for (const write of Object.values(writers.get(element))) write();
  }
  for (const listener of listeners) listener();
}

const asDate = (stamp) => new Date(typeof stamp === "number" ? stamp * 1000 : stamp);

const STYLES = {
  clock: { hour: "2-digit", minute: "2-digit" },
  clockWithSeconds: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  day: { day: "numeric", month: "long", year: "numeric" },
};
const formats = new Map(); // making one takes long

function dated(stamp, style) {
  const key = `${language} ${style}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, STYLES[style]));
  return formats.get(key).format(asDate(stamp));
}

export const clock = (stamp) => dated(stamp, "clock");
export const clockWithSeconds = (stamp) => dated(stamp, "clockWithSeconds");
export const day = (stamp) => dated(stamp, "day");

export const dayKey = (stamp) => asDate(stamp).toDateString();

export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const [amount, unit] = bytes < 1024 ? [bytes, "B"] : bytes < 1048576 ? [bytes / 1024, "kB"] : [bytes / 1048576, "MB"];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
}
