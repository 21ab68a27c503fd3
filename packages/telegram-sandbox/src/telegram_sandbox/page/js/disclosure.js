// A button that opens a small panel of choices: Escape and a click elsewhere close it, focus goes in and comes back.

let openOne = null;

document.addEventListener("click", (event) => {
  if (openOne && !openOne.panel.contains(event.target) && !openOne.button.contains(event.target)) openOne.close(false);
});

export function disclosure(button, panel) {
  panel.hidden = true;
  button.setAttribute("aria-expanded", "false");

  const close = (returnFocus = true) => {
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (openOne?.panel === panel) openOne = null;
    if (returnFocus) button.focus();
  };

  const open = () => {
    openOne?.close(false);
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    openOne = { button, panel, close };
    panel.querySelector("button, a, input, select")?.focus();
  };

  button.addEventListener("click", () => (panel.hidden ? open() : close()));
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const choices = [...panel.querySelectorAll("button:not(:disabled), a")];
    const next = choices.indexOf(document.activeElement) + step;
    choices[(next + choices.length) % choices.length]?.focus();
  });
  return { open, close };
}
