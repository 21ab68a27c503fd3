// The messages of a chat in their order: all of them, and those of each thread. Kept sorted as they come, so that
// nothing is sorted or searched through when it is drawn.

export const threadKey = (thread) => thread ?? 0;

const NOTHING = Object.freeze([]);

/** Where in a sorted list the message with this id stands, or would stand. */
function placeOf(list, id) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].message_id < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function put(list, message) {
  const isNewest = list.length === 0 || list.at(-1).message_id < message.message_id;
  const place = isNewest ? list.length : placeOf(list, message.message_id);
  list.splice(place, list[place]?.message_id === message.message_id ? 1 : 0, message);
}

function take(list, id) {
  const place = placeOf(list, id);
  if (list[place]?.message_id === id) list.splice(place, 1);
}

export class Timeline {
  constructor(messages = []) {
    this.byId = new Map();
    this.all = [];
    this.threads = new Map();
    for (const message of messages) this.put(message);
  }

  get(id) {
    return this.byId.get(id);
  }

  /** Of one thread, of the general one (null), or of all (undefined); not to be changed by who reads it. */
  of(thread) {
    return thread === undefined ? this.all : (this.threads.get(threadKey(thread)) ?? NOTHING);
  }

  put(message) {
    const key = threadKey(message.thread);
    if (!this.threads.has(key)) this.threads.set(key, []);
    this.byId.set(message.message_id, message);
    put(this.all, message);
    put(this.threads.get(key), message);
  }

  remove(id) {
    const message = this.byId.get(id);
    if (!message) return;
    this.byId.delete(id);
    take(this.all, id);
    take(this.threads.get(threadKey(message.thread)), id);
  }
}
