// Choosing a person, or making one.

import * as api from "./api.js";
import { h, icon } from "./dom.js";
import { failure, openDialog } from "./notices.js";
import * as store from "./store.js";

function field(name, key, props = {}) {
  return h("label", { class: "field" }, h("span", { t: key }), h("input", { name, autocomplete: "off", ...props }));
}

function newPersonForm(isStaff, finish) {
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const person = { staff: isStaff };
    for (const [name, value] of form) if (value.trim() !== "") person[name] = value.trim();
    try {
      const made = await api.createPerson(person);
      store.addPerson(made);
      finish(made.id);
    } catch (error) {
      failure(error);
    }
  };
  return h("details", { class: "new-person" },
    h("summary", {}, icon("plus"), h("span", { t: isStaff ? "newStaff" : "newPerson" })),
    h("form", { on: { submit } },
      field("first_name", "firstName", { required: true }),
      field("last_name", "lastName"),
      field("phone", "phoneNumber", { type: "tel", placeholder: "+48 600 100 200" }),
      h("label", { class: "field" }, h("span", { t: "personLanguage" }),
        h("select", { name: "language_code" },
          h("option", { value: "pl", t: "polish" }), h("option", { value: "uk", t: "ukrainian" }), h("option", { value: "en", t: "english" }))),
      h("button", { type: "submit", class: "button button-primary", t: "add" }),
    ),
  );
}

const FEW = 8;
const LISTED_AT_MOST = 100;

/** The people to choose from; many of them come with a box to search. */
function personList(candidates, current, finish) {
  const list = h("ul", { class: "person-list" });
  const fill = (wanted) => {
    const found = candidates.filter((person) => store.fullName(person).toLowerCase().includes(wanted.toLowerCase()));
    list.replaceChildren(...found.slice(0, LISTED_AT_MOST).map((person) => h("li", {},
      h("button", { type: "button", class: "person", "aria-current": person.id === current ? "true" : null,
        on: { click: () => finish(person.id) } },
      h("span", { class: "person-name", text: store.fullName(person) }),
      person.card && person.card.title !== store.fullName(person) ? h("span", { class: "person-note", text: person.card.title }) : null))));
  };
  fill("");
  if (candidates.length <= FEW) return [list];
  const search = h("input", { type: "search", class: "person-search", tLabel: "findPerson", tPlaceholder: "findPerson",
    on: { input: () => fill(search.value) } });
  return [search, list];
}

/** Asks who it is; answers the person's id, or null. */
export function choosePerson({ isStaff, current }) {
  const candidates = store.allPeople().filter((person) => Boolean(person.staff) === isStaff);
  return openDialog(isStaff ? "chooseStaff" : "choosePerson", (finish) => [
    candidates.length === 0
      ? h("p", { class: "quiet", t: "noOneYet" })
      : h("div", {}, personList(candidates, current, finish)),
    newPersonForm(isStaff, finish),
    h("div", { class: "dialog-choices" },
      h("button", { type: "button", class: "button", t: "cancel", on: { click: () => finish(null) } })),
  ]);
}

/** The enamel plate with a person's name: shows who it is and opens the choice. */
export function personPlate(labelKey, current, onChoose, isStaff) {
  const person = store.person(current);
  const choose = async () => {
    const chosen = await choosePerson({ isStaff, current });
    if (chosen !== null) onChoose(chosen);
  };
  return h("button", { type: "button", class: "plate", "aria-haspopup": "dialog", on: { click: choose },
    tLabel: person ? [labelKey, { name: store.fullName(person) }] : isStaff ? "chooseStaff" : "choosePerson" },
  person ? h("span", { class: "plate-name", text: store.fullName(person) }) : h("span", { class: "plate-name", t: "nobody" }),
  icon("chevron"));
}
