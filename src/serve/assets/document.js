// The page of a document: leaves out what is less sure, goes from finding to finding, and shows which words belong to which.
(function () {
  const text = document.querySelector("#text");
  if (!text) return;
  const findings = [...text.querySelectorAll(".finding")];
  const marked = [...text.querySelectorAll("[data-marks]")].map((element) => ({
    element,
    fixed: [...element.classList].filter((name) => name === "mention"),
    marks: element.dataset.marks.split(" ").map((mark) => {
      const at = mark.lastIndexOf(":");
      return { id: mark.slice(0, at), part: mark.slice(at + 1) };
    }),
  }));
  const told = document.querySelector("#told");
  const slider = document.querySelector("#min");
  const shown = document.querySelector("#min-shown");
  const hidden = new Set();
  let chosen = null;

  function mark() {
    for (const { element, fixed, marks } of marked) {
      const seen = marks.filter(({ id }) => !hidden.has(id));
      const parts = new Set(fixed.concat(seen.map(({ part }) => part)));
      const deep = Math.min(seen.filter(({ part }) => part === "content").length, 3);
      if (deep > 1) parts.add("deep-" + deep);
      if (chosen && seen.some(({ id }) => id === chosen)) parts.add("chosen");
      element.className = [...parts].join(" ");
    }
  }

  function filter(minimum) {
    hidden.clear();
    for (const finding of findings) {
      const confidence = finding.dataset.confidence;
      finding.hidden = confidence !== "" && confidence !== "none" && Number(confidence) + 1e-9 < minimum;
      if (finding.hidden) hidden.add(finding.id);
    }
    for (const label of text.querySelectorAll("[data-finding]")) label.hidden = hidden.has(label.dataset.finding);
    mark();
  }

  function address(minimum) {
    const url = new URL(location.href);
    if (minimum > 0) url.searchParams.set("min", minimum.toFixed(2)); else url.searchParams.delete("min");
    return url;
  }

  // What the page leads to shows no less sure findings than the page.
  function carry(minimum) {
    if (!/^https?:$/.test(location.protocol)) return;
    for (const link of document.querySelectorAll("a[href^='/']:not([href^='/api/'])")) {
      const url = new URL(link.href);
      if (minimum > 0) url.searchParams.set("min", minimum.toFixed(2)); else url.searchParams.delete("min");
      link.setAttribute("href", url.pathname + url.search + url.hash);
    }
  }

  if (slider) {
    const rendered = Number(slider.dataset.rendered);
    slider.addEventListener("input", () => {
      const minimum = Number(slider.value);
      shown.textContent = minimum.toFixed(2);
      filter(minimum);
      told.textContent = (findings.length - hidden.size) + " of " + findings.length + " findings";
    });
    slider.addEventListener("change", () => {
      const minimum = Number(slider.value);
      if (minimum < rendered) location.assign(address(minimum));
      else { history.replaceState(null, "", address(minimum)); carry(minimum); }
    });
    const asked = Number(new URL(location.href).searchParams.get("min"));
    if (asked > rendered) { carry(asked); slider.value = asked; shown.textContent = asked.toFixed(2); filter(asked); }
  }

  function choose(finding, isMoved) {
    if (chosen) document.getElementById(chosen)?.classList.remove("chosen");
    chosen = finding ? finding.id : null;
    mark();
    if (!finding) return;
    finding.classList.add("chosen");
    if (!isMoved) return;
    const seen = findings.filter((other) => !other.hidden);
    history.replaceState(null, "", "#" + finding.id);
    finding.focus({ preventScroll: true });
    const first = marked.find(({ marks }) => marks.some(({ id }) => id === chosen));
    (first ? first.element : finding).scrollIntoView({ block: "center" });
    told.textContent = "Finding " + (seen.indexOf(finding) + 1) + " of " + seen.length + ": " +
      finding.querySelector("div > div").textContent.replace(/\s+/g, " ").trim();
  }

  function step(by) {
    const seen = findings.filter((finding) => !finding.hidden);
    if (!seen.length) return;
    const at = seen.findIndex((finding) => finding.id === chosen);
    const next = at < 0 ? (by > 0 ? 0 : seen.length - 1) : (at + by + seen.length) % seen.length;
    choose(seen[next], true);
  }

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "range") return;
    if (event.key === "j" || event.key === "n") step(1);
    else if (event.key === "k" || event.key === "p") step(-1);
  });
  document.querySelector("#next").addEventListener("click", () => step(1));
  document.querySelector("#previous").addEventListener("click", () => step(-1));

  function fromAddress() {
    const finding = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (finding && finding.classList.contains("finding")) choose(finding, false);
    else choose(null, false);
  }
  addEventListener("hashchange", fromAddress);
  for (const finding of findings) finding.addEventListener("click", (event) => {
    if (!event.target.closest("a, button, input, select, textarea, summary, label")) choose(finding, false);
  });
  fromAddress();
})();
