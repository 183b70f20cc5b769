// Decides on a finding or on who is who: asks what, by whom and why, and sends it with the words that let somebody write.
(function () {
  const kept = (store, name) => { try { return store.getItem(name) || ""; } catch { return ""; } };
  const keep = (store, name, value) => { try { store.setItem(name, value); } catch { /* asked again next time */ } };

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  function remember(form) {
    form.author.value = kept(localStorage, "sayso-author");
    form.token.value = kept(sessionStorage, "sayso-token");
  }

  // Sends a decision; returns what is wrong with it, or nothing. Until it is answered it cannot be sent again.
  async function send(address, form, decision) {
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    const fault = await answer(address, form, decision);
    button.disabled = false;
    return fault;
  }

  async function answer(address, form, decision) {
    keep(localStorage, "sayso-author", form.author.value);
    keep(sessionStorage, "sayso-token", form.token.value);
    const sent = { ...decision, author: form.author.value, date: today(), reason: form.reason.value };
    try {
      const sentBack = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: "Bearer " + form.token.value },
        body: JSON.stringify(sent),
      });
      if (sentBack.ok) return null;
      const text = await sentBack.text();
      try { return JSON.parse(text).error; } catch { return text; }
    } catch (fault) {
      return String(fault);
    }
  }

  function onFindings(dialog) {
    const form = dialog.querySelector("form");
    const error = dialog.querySelector("#decide-error");
    const correct = dialog.querySelector("#decide-correct");
    let { corpus, document: id, finding } = {};

    function open(button) {
      ({ corpus, document: id, finding } = button.dataset);
      const isStance = finding.startsWith("t=");
      form.reset();
      error.hidden = true;
      correct.hidden = true;
      dialog.querySelector("#decide-words").textContent =
        button.closest(".finding, tr").querySelector("div > div, .words").textContent.replace(/\s+/g, " ").trim();
      for (const field of dialog.querySelectorAll("[data-of]")) field.hidden = (field.dataset.of === "stance") !== isStance;
      remember(form);
      dialog.showModal();
    }

    for (const button of document.querySelectorAll("button.decide")) button.addEventListener("click", () => open(button));
    form.addEventListener("change", () => { correct.hidden = form.decision.value !== "correct"; });
    dialog.querySelector("#decide-cancel").addEventListener("click", () => dialog.close());
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const decision = form.decision.value;
      const sent = { corpus, document: id, finding, decision };
      if (decision === "correct") {
        for (const name of ["source", "cue", "content", "target", "polarity"]) {
          if (form[name].value.trim()) sent[name] = form[name].value;
        }
      }
      error.textContent = await send("/review", form, sent);
      error.hidden = !error.textContent;
      if (error.hidden) location.reload();
    });
  }

  function onAgents(form) {
    const error = form.querySelector("#judge-error");
    const known = form.querySelector("#judge-known");
    remember(form);
    // What is typed is a name until one of its agents is chosen, whose address is taken.
    form.other.addEventListener("input", async () => {
      const sought = form.other.value.trim();
      if (sought.length < 2 || sought.startsWith("/")) return;
      const answer = await fetch("/api/agents?q=" + encodeURIComponent(sought)).catch(() => null);
      if (!answer || !answer.ok || sought !== form.other.value.trim()) return;
      const lines = (await answer.json()).items.filter(({ agent }) => agent.address !== location.pathname).slice(0, 20);
      known.replaceChildren(...lines.map(({ agent, entity_type }) => new Option(agent.name + ", " + entity_type, agent.address)));
    });
    form.addEventListener("change", () => {
      const isApart = form.same.value === "apart";
      for (const field of form.querySelectorAll("[data-of]")) field.hidden = (field.dataset.of === "apart") !== isApart;
      form.other.required = !isApart;
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.same.value === "apart") {
        const agent = form.dataset.agent;
        return decide({ is_same: false, first: agent, second: agent, documents: [form.one.value, form.two.value] });
      }
      if (!/\/agents\/./.test(form.other.value)) {
        error.textContent = "Choose one of the agents that are proposed for the name.";
        error.hidden = false;
        return;
      }
      const path = new URL(form.other.value, location.href).pathname;
      const second = path.replace(/^\/agents\//, "").split("/").map(decodeURIComponent).join("/");
      await decide({ is_same: form.same.value === "true", first: form.dataset.agent, second });
    });

    async function decide(sent) {
      error.textContent = await send("/review/identity", form, sent);
      error.hidden = !error.textContent;
      if (error.hidden) location.assign("/review");
    }
  }

  const dialog = document.querySelector("#decide");
  if (dialog) onFindings(dialog);
  const judge = document.querySelector("#judge");
  if (judge) onAgents(judge);
})();
