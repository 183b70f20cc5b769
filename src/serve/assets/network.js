// A drawn graph: zoomed and moved, its neighbours shown, its nodes and edges walked through by keyboard and opened.
(function () {
  "use strict";
  const paper = document.querySelector(".paper");
  const svg = paper && paper.querySelector("svg");
  if (!svg) return;
  const isStatic = paper.dataset.static === "yes";
  const told = document.querySelector("#told");
  const opened = document.querySelector("#opened");

  // Zoom: the picture's view box.
  const whole = svg.viewBox.baseVal;
  const size = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let view = { ...size };

  // The part that is shown is saved as it stands here; the program's own files are of the whole.
  const part = document.querySelector("#part");
  if (part) {
    part.firstElementChild.href = "#part";
    part.firstElementChild.addEventListener("click", (event) => {
      const copy = svg.cloneNode(true);
      copy.classList.remove("some");
      for (const thing of copy.querySelectorAll(".near, .open")) thing.classList.remove("near", "open");
      const file = new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
      event.currentTarget.href = URL.createObjectURL(file);
    });
  }

  function show(next) {
    const width = Math.min(Math.max(next.width, size.width / 12), size.width * 1.5);
    const height = width * size.height / size.width;
    const within = (place, length, full) => Math.min(Math.max(place, -length * 0.75), full - length * 0.25);
    view = { x: within(next.x, width, size.width), y: within(next.y, height, size.height), width, height };
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    paper.classList.toggle("zoomed", width < size.width * 0.99);
    if (part) part.hidden = width > size.width * 0.99;
    remember();
  }

  // What is seen of the picture stands in the address, in parts of its width, so that it can be shared.
  let waiting = 0;
  function remember() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (location.hash && !location.hash.startsWith("#view=")) return;
      const parts = [view.x - size.x, view.y - size.y, view.width].map((part) => (part / size.width).toFixed(4));
      const isWhole = parts.join() === "0.0000,0.0000,1.0000";
      history.replaceState(null, "", location.pathname + location.search + (isWhole ? "" : "#view=" + parts.join()));
    }, 200);
  }

  function recall() {
    const parts = location.hash.startsWith("#view=") ? location.hash.slice(6).split(",").map(Number) : [];
    if (parts.length !== 3 || !parts.every(Number.isFinite)) return;
    const [x, y, width] = parts.map((part) => part * size.width);
    show({ x: x + size.x, y: y + size.y, width });
  }
  recall();
  addEventListener("hashchange", recall);

  // A point of the screen in the picture's own measure.
  function point(x, y) {
    const matrix = svg.getScreenCTM();
    return matrix ? new DOMPoint(x, y).matrixTransform(matrix.inverse()) : new DOMPoint(0, 0);
  }

  function zoom(factor, at) {
    const middle = at || { x: view.x + view.width / 2, y: view.y + view.height / 2 };
    const width = Math.min(Math.max(view.width * factor, size.width / 12), size.width * 1.5);
    const real = width / view.width;
    show({ x: middle.x - (middle.x - view.x) * real, y: middle.y - (middle.y - view.y) * real, width });
  }

  const steps = { in: () => zoom(0.75), out: () => zoom(1 / 0.75), whole: () => show(size) };
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", steps[button.dataset.zoom]);
  }
  // The wheel zooms only with the control key or once the picture is chosen, so that the page can be scrolled past it.
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !paper.contains(document.activeElement)) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.85 : 1 / 0.85, point(event.clientX, event.clientY));
  }, { passive: false });

  // One finger or the mouse moves, two fingers zoom.
  const fingers = new Map();
  let moved = 0;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    moved = 0;
  });
  addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const from = point(before.x, before.y);
    const to = point(now.x, now.y);
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (fingers.size === 2) {
      const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
      const distance = (finger) => Math.hypot(finger.x - other.x, finger.y - other.y);
      const middle = point((now.x + other.x) / 2, (now.y + other.y) / 2);
      if (distance(now) > 0) zoom(distance(before) / distance(now), middle);
    } else if (moved > 4) {
      show({ ...view, x: view.x - (to.x - from.x), y: view.y - (to.y - from.y) });
    }
    fingers.set(event.pointerId, now);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, (event) => fingers.delete(event.pointerId));
  }

  // Nodes and edges, and who is next to whom.
  const nodes = [...svg.querySelectorAll("g.node")];
  const edges = [...svg.querySelectorAll("g.edge")];
  const byIri = new Map(nodes.map((node) => [node.dataset.iri, node]));
  const things = [...nodes, ...edges];

  function edgesOf(node) {
    const iri = node.dataset.iri;
    return edges.filter((edge) => edge.dataset.from === iri || edge.dataset.to === iri);
  }

  function near(thing) {
    const found = new Set([thing]);
    const joined = thing.classList.contains("edge") ? [thing] : edgesOf(thing);
    for (const edge of joined) {
      found.add(edge);
      for (const end of [edge.dataset.from, edge.dataset.to]) if (byIri.has(end)) found.add(byIri.get(end));
    }
    return found;
  }

  function light(thing) {
    const shown = thing ? near(thing) : new Set();
    svg.classList.toggle("some", Boolean(thing));
    for (const other of things) other.classList.toggle("near", shown.has(other));
  }

  svg.setAttribute("role", "group");
  const title = svg.querySelector(":scope > title");
  if (title) {
    svg.setAttribute("aria-label", title.textContent);
    // The title of the whole picture would stand as a tip over every part of it.
    title.remove();
  }
  things.forEach((thing, place) => {
    const words = thing.querySelector("title");
    thing.setAttribute("role", "button");
    thing.setAttribute("tabindex", place === 0 ? "0" : "-1");
    thing.setAttribute("aria-label", words ? words.textContent.split("\n")[0] : "");
    thing.addEventListener("pointerenter", () => { if (!fingers.size) light(thing); });
    thing.addEventListener("pointerleave", () => light(things.includes(document.activeElement) ? document.activeElement : null));
    thing.addEventListener("focus", () => light(thing));
    thing.addEventListener("blur", () => light(null));
    thing.addEventListener("click", () => { if (moved <= 4) open(thing); });
  });

  function focus(thing) {
    for (const other of things) other.setAttribute("tabindex", other === thing ? "0" : "-1");
    thing.focus({ preventScroll: true });
    const box = thing.getBoundingClientRect();
    const frame = paper.getBoundingClientRect();
    const isOut = box.right < frame.left || box.left > frame.right || box.bottom < frame.top || box.top > frame.bottom;
    if (isOut) {
      const middle = point(box.left + box.width / 2, box.top + box.height / 2);
      show({ ...view, x: middle.x - view.width / 2, y: middle.y - view.height / 2 });
    }
  }

  function centre(thing) {
    const box = thing.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  // The nearest node in the direction of an arrow key.
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function towards(from, [x, y]) {
    const start = centre(from);
    let best = null;
    let least = Infinity;
    for (const node of nodes) {
      if (node === from) continue;
      const there = centre(node);
      const along = (there.x - start.x) * x + (there.y - start.y) * y;
      const aside = Math.abs((there.x - start.x) * y) + Math.abs((there.y - start.y) * x);
      if (along > 1 && along + 2 * aside < least) [best, least] = [node, along + 2 * aside];
    }
    return best;
  }

  let home = null;
  let ofHome = [];
  paper.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const thing = event.target.closest("g.node, g.edge");
    const key = event.key;
    if (key === "+" || key === "=") zoom(0.75);
    else if (key === "-") zoom(1 / 0.75);
    else if (key === "0") show(size);
    else if (!thing) return;
    else if (key === "Enter" || key === " ") open(thing);
    else if (key === "Escape" && home) { focus(home); home = null; }
    else if (key === "e" || key === "E") {
      if (thing.classList.contains("node")) [home, ofHome] = [thing, edgesOf(thing)];
      const next = ofHome[(ofHome.indexOf(thing) + 1) % ofHome.length];
      if (next) focus(next);
    } else if (ways[key]) {
      const from = thing.classList.contains("edge") ? byIri.get(thing.dataset.to) || thing : thing;
      const next = thing === from ? towards(thing, ways[key]) : from;
      if (next) focus(next);
    } else return;
    event.preventDefault();
  });

  // Opening: the same page with what was opened, of which only that part is taken.
  const short = (iri) => iri.startsWith(paper.dataset.base) ? iri.slice(paper.dataset.base.length) : iri;
  function addressOf(thing) {
    const ends = thing.classList.contains("edge") ? [thing.dataset.from, thing.dataset.to] : [thing.dataset.iri];
    const asked = new URLSearchParams(paper.dataset.query);
    for (const end of ends) asked.append("open", short(end));
    if (thing.dataset.qualifier) asked.append("as", thing.dataset.qualifier);
    return `${location.pathname}?${asked}`;
  }

  function rowOf(thing) {
    return [...document.querySelectorAll("tr[data-from]")].find((row) =>
      row.dataset.from === short(thing.dataset.from || "") && row.dataset.to === short(thing.dataset.to || "")
      && row.dataset.qualifier === thing.dataset.qualifier);
  }

  function open(thing) {
    if (!isStatic) { showOpened(addressOf(thing), true); return; }
    const row = rowOf(thing);
    const link = row && row.querySelector("td:last-child a");
    if (link) { link.scrollIntoView({ block: "center" }); link.focus(); }
  }

  async function showOpened(address, isNew) {
    if (told) told.textContent = "Opening …";
    let text = "";
    try {
      const response = await fetch(address, { headers: { accept: "text/html" } });
      text = await response.text();
    } catch {
      location.assign(address);
      return;
    }
    const page = new DOMParser().parseFromString(text, "text/html");
    const found = page.querySelector("#opened");
    if (!found) { location.assign(address); return; }
    opened.replaceChildren(...found.childNodes);
    if (isNew) history.pushState(null, "", address + (location.hash.startsWith("#view=") ? location.hash : ""));
    mark();
    const heading = opened.querySelector("h2");
    if (told) told.textContent = heading ? `Opened: ${heading.textContent}` : "Closed";
    if (heading) { opened.focus({ preventScroll: true }); opened.scrollIntoView({ block: "nearest" }); }
  }

  // The thing that is open stays marked.
  function mark() {
    const asked = new URLSearchParams(location.search);
    const ends = asked.getAll("open");
    for (const thing of things) {
      const own = thing.classList.contains("edge") ? [thing.dataset.from, thing.dataset.to] : [thing.dataset.iri];
      const isOpen = own.length === ends.length && own.every((iri, place) => iri === ends[place] || short(iri) === ends[place])
        && (!asked.get("as") || asked.get("as") === thing.dataset.qualifier);
      thing.classList.toggle("open", isOpen);
    }
  }

  if (!isStatic) {
    addEventListener("popstate", () => showOpened(location.pathname + location.search, false));
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a.open, a.close");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const address = new URL(link.href);
      showOpened(address.pathname + address.search, true);
    });
  }
  mark();

  for (const button of document.querySelectorAll(".copy")) {
    button.addEventListener("click", async () => {
      const code = button.parentNode.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = "Selected";
      }
    });
  }

  // Of the two kinds of network one can be asked for.
  const kinds = ["one-mode", "two-mode"].map((name) => document.querySelector(`select[name="${name}"]`));
  if (kinds.every(Boolean)) {
    kinds.forEach((select, place) => select.addEventListener("change", () => {
      if (select.value) kinds[1 - place].value = "";
    }));
  }
  // Fields that say nothing are left out of the address.
  const form = document.querySelector("form.options");
  if (form) {
    form.addEventListener("submit", () => {
      for (const field of form.elements) {
        const isDefault = { normalise: "no", duplicates: "include", "min-statements": "1" }[field.name] === field.value;
        if (field.name && (field.value === "" || isDefault)) field.disabled = true;
      }
    });
    addEventListener("pageshow", () => { for (const field of form.elements) field.disabled = false; });
  }
})();
