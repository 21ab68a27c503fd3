// What the server knows, kept current by server-sent events. Views read from here and listen; nothing is invented
// on this side, so a reload or a second tab shows the same.

import * as api from "./api.js";
import { callIt } from "./i18n.js";
import { threadKey, Timeline } from "./timeline.js";

const KEPT_CALLS = 500;
const TYPING_MS = 5500;
const HEALTH_MS = 2000;
const UNNAMED = "Group"; // its title when the sandbox was started without one

const people = new Map();
const chats = new Map();
const bus = new EventTarget();
let askingAgain = null;

export const state = {
  health: { ready: false, bot: null, pending_updates: 0 },
  group: null,
  mails: [],
  calls: [],
  faults: [],
  connected: false,
};

/** Events: reset, people, message, deleted, keyboard, chat, typing, answer, topics, mail, calls, faults, health, commands, connection. */
export function on(type, listener) {
  const handler = (event) => listener(event.detail);
  bus.addEventListener(type, handler);
  return () => bus.removeEventListener(type, handler);
}

const emit = (type, detail = {}) => bus.dispatchEvent(new CustomEvent(type, { detail }));

export const allPeople = () => [...people.values()];
export const person = (id) => people.get(id);
export const fullName = (someone) => [someone.first_name, someone.last_name].filter(Boolean).join(" ");
export const botName = () => state.health.bot?.first_name || state.health.bot?.username || "Bot";

export function addPerson(someone) {
  people.set(someone.id, someone);
  emit("people");
}

// --- chats -----------------------------------------------------------------------------------------------------

function chatOf(id) {
  if (!chats.has(id)) chats.set(id, { messages: new Timeline(), keyboard: null, typing: new Map(), loading: null, loaded: false });
  return chats.get(id);
}

/** In their order; a thread of null is the general topic, undefined stands for the whole chat. */
export const messagesOf = (chat, thread) => chatOf(chat).messages.of(thread);

/** In a group a bot may show a message to one person alone. */
export const seenBy = (person) => ({ only_for }) => !only_for || only_for === person;

export const messageOf = (chat, id) => chatOf(chat).messages.get(id);
export const isLoaded = (chat) => chatOf(chat).loaded;
/** {keyboard: rows or null, placeholder?, one_time?}, or null. */
export function keyboardOf(chat, thread) {
  const { keyboard } = chatOf(chat);
  return keyboard && threadKey(keyboard.thread) === threadKey(thread) ? keyboard : null;
}

export const typingIn = (chat, thread) => chatOf(chat).typing.has(threadKey(thread));

/** Reads a chat once. Events that come while the answer travels are kept and played after it. */
export function openChat(id) {
  const chat = chatOf(id);
  if (!chat.loaded && !chat.loading) loadChat(id);
}

async function loadChat(id) {
  const chat = chatOf(id);
  const missed = [];
  chat.loading = missed;
  try {
    const [list, keyboard] = await Promise.all([api.messages(id), api.keyboard(id)]);
    chat.messages = new Timeline(list);
    chat.keyboard = keyboard;
    chat.loaded = true;
  } catch {
    chat.loaded = false;
  }
  chat.loading = null;
  for (const event of missed) applyToChat(event);
  emit("chat", { chat: id });
}

/** Only chats that are open somewhere on this page are followed; others are read when they are opened. */
function applyToChat(event) {
  const chat = chats.get(event.chat);
  if (!chat) return;
  if (chat.loading) {
    chat.loading.push(event);
    return;
  }
  if (event.type === "message") {
    chat.messages.put(event.message);
    if (event.message.from?.is_bot) setTyping(event.chat, event.message.thread, false);
    emit("message", event);
  } else if (event.type === "deleted") {
    for (const id of event.message_ids) chat.messages.remove(id);
    emit("deleted", event);
  } else {
    chat.keyboard = event;
    emit("keyboard", event);
  }
}

function setTyping(id, thread, isTyping) {
  if (!chats.has(id)) return;
  const { typing } = chats.get(id);
  const key = threadKey(thread);
  clearTimeout(typing.get(key));
  typing.delete(key);
  if (isTyping) typing.set(key, setTimeout(() => setTyping(id, thread, false), TYPING_MS));
  emit("typing", { chat: id, thread });
}

/** The sandbox has begun anew: nothing of what was is left, and the bot has yet to ask for its updates again. */
function forget() {
  for (const { typing } of chats.values()) for (const fading of typing.values()) clearTimeout(fading);
  chats.clear();
  people.clear();
  state.health = { ...state.health, ready: false, pending_updates: 0 };
  if (state.group) state.group = { ...state.group, topics: [] };
  state.mails = [];
  state.calls = [];
  state.faults = [];
  for (const type of ["reset", "people", "topics", "mail", "calls", "faults", "commands"]) emit(type);
  refresh("health").catch(askForHealthAgain);
}

// --- events ----------------------------------------------------------------------------------------------------

const APPLY = {
  message: applyToChat,
  deleted: applyToChat,
  keyboard: applyToChat,
  person: (event) => addPerson(event.person),
  action: (event) => setTyping(event.chat, event.thread, true),
  answer: (event) => emit("answer", event),
  mail: (event) => {
    state.mails = [...state.mails, event.mail];
    emit("mail", event);
  },
  topics: (event) => {
    state.group = { ...state.group, topics: event.topics };
    emit("topics");
  },
  call: (event) => {
    state.calls = [...state.calls, event.call].slice(-KEPT_CALLS);
    emit("calls");
  },
  faults: (event) => {
    state.faults = event.faults;
    emit("faults");
  },
  health: ({ type: _, ...rest }) => {
    state.health = { ...state.health, ...rest };
    emit("health");
  },
  commands: () => emit("commands"),
  reset: forget,
};

const READ = {
  health: async () => (state.health = await api.health()),
  people: async () => {
    const list = await api.people();
    people.clear();
    for (const someone of list) people.set(someone.id, someone);
  },
  topics: async () => {
    state.group = await api.group();
    if (state.group.title !== UNNAMED) callIt("group", state.group.title);
  },
  mail: async () => (state.mails = await api.mails()),
  calls: async () => (state.calls = (await api.calls(0)).slice(-KEPT_CALLS)),
  faults: async () => (state.faults = await api.faults()),
};

async function refresh(what) {
  await READ[what]();
  emit(what);
  if (what === "health" && !state.health.ready) askForHealthAgain();
}

/** Nothing tells when a bot begins to listen. */
function askForHealthAgain() {
  clearTimeout(askingAgain);
  askingAgain = setTimeout(() => refresh("health").catch(askForHealthAgain), HEALTH_MS);
}

async function refreshAll() {
  await Promise.allSettled(Object.keys(READ).map(refresh));
  await Promise.all([...chats.keys()].map(loadChat));
}

/** Follows the server for as long as the page lives; after a lost connection everything is read anew. */
export function connect() {
  return new Promise((resolve) => {
    const source = new EventSource("/sandbox/events");
    source.addEventListener("open", async () => {
      await refreshAll();
      state.connected = true;
      emit("connection");
      resolve();
    });
    source.addEventListener("error", () => {
      state.connected = false;
      emit("connection");
    });
    source.addEventListener("message", (event) => {
      const parsed = JSON.parse(event.data);
      APPLY[parsed.type]?.(parsed);
    });
  });
}
