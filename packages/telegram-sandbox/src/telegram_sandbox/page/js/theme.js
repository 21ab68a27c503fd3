// Dark or light: as the system says, until a person chooses.

const STORED = "sandbox.theme";
const systemDark = matchMedia("(prefers-color-scheme: dark)");

export const isDark = () => (localStorage.getItem(STORED) ?? (systemDark.matches ? "dark" : "light")) === "dark";

function apply() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
}

export function toggleTheme() {
  localStorage.setItem(STORED, isDark() ? "light" : "dark");
  apply();
}

export function followSystem() {
  systemDark.addEventListener("change", apply);
  apply();
}
