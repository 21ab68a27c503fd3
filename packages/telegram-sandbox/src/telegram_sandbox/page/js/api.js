// The sandbox's controls over HTTP: one function per control, errors as ApiError.

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function request(method, path, body) {
  const options = { method, headers: { Accept: "application/json" } };
  if (body instanceof FormData) {
    options.body = body;
  } else if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const response = await fetch(`/sandbox${path}`, options);
  const text = await response.text();
  let answer = null;
  try {
    answer = text === "" ? null : JSON.parse(text);
  } catch {
    throw new ApiError(response.status, text.slice(0, 200));
  }
  // Health says "not ready" with 503 and a body worth reading.
  if (!response.ok && answer?.ready === undefined) {
    throw new ApiError(response.status, answer?.description ?? answer?.error ?? response.statusText);
  }
  return answer;
}

const get = (path) => request("GET", path);
const post = (path, body = {}) => request("POST", path, body);

export const health = () => get("/health");
export const people = () => get("/people");
export const createPerson = (person) => post("/people", person);
export const group = () => get("/group");
export const mails = () => get("/mail");
export const calls = (after) => get(`/calls?after=${after}`);
export const faults = () => get("/faults");
export const addFault = (fault) => post("/faults", fault);
export const clearFaults = () => request("DELETE", "/faults");
export const commands = (chat, person) => get(`/commands?chat=${chat}&person=${person}`);

export const messages = (chat) => get(`/chats/${chat}/messages`);
export const keyboard = (chat) => get(`/chats/${chat}/keyboard`);
export const send = (chat, message) => post(`/chats/${chat}/send`, message);
export const press = (chat, button) => post(`/chats/${chat}/press`, button);
export const edit = (chat, change) => post(`/chats/${chat}/edit`, change);
export const remove = (chat, what) => post(`/chats/${chat}/delete`, what);
export const vote = (chat, choice) => post(`/chats/${chat}/vote`, choice);
export const block = (chat, from) => post(`/chats/${chat}/block`, { from });
export const unblock = (chat, from) => post(`/chats/${chat}/unblock`, { from });
export const topicAction = (thread, action, from) => post(`/group/topics/${thread}/${action}`, { from });

/** `message` as for send; `as` is document, photo or voice. */
export function sendFile(chat, message, file, as) {
  const form = new FormData();
  for (const [name, value] of Object.entries(message)) {
    if (value !== undefined && value !== null && value !== "") form.append(name, String(value));
  }
  form.append("as", as);
  form.append("file", file, file.name);
  return post(`/chats/${chat}/send`, form);
}
