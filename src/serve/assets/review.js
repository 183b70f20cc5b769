// Decides on a finding: asks what, by whom and why, and sends it with the words that let somebody write.
(function () {
  const dialog = document.querySelector("#decide");
  if (!dialog) return;
  const form = dialog.querySelector("form");
  const error = dialog.querySelector("#decide-error");
  const correct = dialog.querySelector("#decide-correct");
  let finding = null;

  const kept = (store, name) => { try { return store.getItem(name) || ""; } catch { return ""; } };
  const keep = (store, name, value) => { try { store.setItem(name, value); } catch { /* asked again next time */ } };

  function open(button) {
    finding = button.closest(".finding");
    const isStance = finding.id.startsWith("t=");
    form.reset();
    error.hidden = true;
    correct.hidden = true;
    dialog.querySelector("#decide-words").textContent =
      finding.querySelector("div > div").textContent.replace(/\s+/g, " ").trim();
    for (const field of dialog.querySelectorAll("[data-of]")) field.hidden = (field.dataset.of === "stance") !== isStance;
    form.author.value = kept(localStorage, "sayso-author");
    form.token.value = kept(sessionStorage, "sayso-token");
    form.decision.value = button.value || "accept";
    correct.hidden = form.decision.value !== "correct";
    dialog.showModal();
  }

  for (const button of document.querySelectorAll("button.decide")) button.addEventListener("click", () => open(button));
  form.addEventListener("change", () => { correct.hidden = form.decision.value !== "correct"; });
  dialog.querySelector("#decide-cancel").addEventListener("click", () => dialog.close());

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const decision = form.decision.value;
    const sent = {
      corpus: form.dataset.corpus, document: form.dataset.document, finding: finding.id, decision,
      author: form.author.value, date: today(), reason: form.reason.value,
    };
    if (decision === "correct") {
      for (const name of ["source", "cue", "content", "target", "polarity"]) {
        if (form[name].value.trim()) sent[name] = form[name].value;
      }
    }
    keep(localStorage, "sayso-author", form.author.value);
    keep(sessionStorage, "sayso-token", form.token.value);
    try {
      const answer = await fetch("/review", {
        method: "POST",
        headers: { "content-type": "application/json", authorization: "Bearer " + form.token.value },
        body: JSON.stringify(sent),
      });
      if (answer.ok) return location.reload();
      const text = await answer.text();
      let told = text;
      try { told = JSON.parse(text).error; } catch { /* plain words */ }
      error.textContent = told;
    } catch (fault) {
      error.textContent = String(fault);
    }
    error.hidden = false;
  });
})();
