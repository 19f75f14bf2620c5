// Light or dark: the reader's system decides until the switch is pressed; the choice stays in this browser.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try { chosen = localStorage.getItem("theme"); } catch { /* storage may be forbidden: the system decides */ }
  if (chosen === "dark" || chosen === "light") root.dataset.kernTheme = chosen;
  const isDark = () => (root.dataset.kernTheme ?? (dark.matches ? "dark" : "light")) === "dark";

  // Paper is light.
  addEventListener("beforeprint", () => { root.dataset.kernTheme = "light"; });
  addEventListener("afterprint", () => {
    if (chosen === "dark" || chosen === "light") root.dataset.kernTheme = chosen;
    else delete root.dataset.kernTheme;
  });

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    const tell = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    button.addEventListener("click", () => {
      chosen = root.dataset.kernTheme = isDark() ? "light" : "dark";
      try { localStorage.setItem("theme", chosen); } catch { /* for this page only, then */ }
      tell();
    });
    dark.addEventListener("change", tell);
    tell();
  });
})();
