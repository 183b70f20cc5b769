// Light or dark as it was chosen last; without a choice, as the system says. Runs before anything is shown.
(function () {
  const root = document.documentElement;
  root.classList.add("has-script");
  let chosen = null;
  try { chosen = localStorage.getItem("sayso-theme"); } catch { /* kept only for this page */ }
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("#theme");
    if (!button) return;
    const tell = () => { button.textContent = isDark() ? "Light" : "Dark"; };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("sayso-theme", root.dataset.theme); } catch { /* as above */ }
      tell();
    });
    tell();
  });
})();
