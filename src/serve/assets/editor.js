// The editor of SPARQL: colours behind the text field, proposals from the ontology, and faults at their place. The text field
// stays an ordinary one, so that everything a browser or a screen reader does with it goes on working.
(function () {
  "use strict";
  const field = document.querySelector("#query");
  if (!field) return;
  const code = field.parentNode;
  const form = field.form;

  const KEYWORDS = ("BASE PREFIX SELECT CONSTRUCT DESCRIBE ASK DISTINCT REDUCED AS FROM NAMED WHERE ORDER BY ASC DESC LIMIT OFFSET GROUP HAVING "
    + "VALUES UNDEF GRAPH OPTIONAL UNION MINUS BIND FILTER EXISTS NOT IN SERVICE SILENT SEPARATOR A TRUE FALSE "
    + "COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN "
    + "UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID "
    + "MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE").split(" ");
  const known = new Set(KEYWORDS);
  const TOKEN = /(#[^\n]*)|("""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|<[^<>"{}|^`\\\s]*>)|([?$][\p{L}\p{N}_]+)|((?:[\p{L}][\p{L}\p{N}_.-]*)?:[\p{L}\p{N}_.%-]*)|([A-Za-z_][A-Za-z_0-9]*)/gu;

  // Colours.
  const layer = document.createElement("pre");
  layer.setAttribute("aria-hidden", "true");
  code.prepend(layer);

  const fault = document.querySelector(".fault[data-line]");
  const asked = field.value;

  function placeOfFault() {
    if (!fault || field.value !== asked) return -1;
    const lines = field.value.split("\n").slice(0, Number(fault.dataset.line) - 1);
    const column = [...(field.value.split("\n")[lines.length] || "")].slice(0, Number(fault.dataset.column || 1) - 1).join("").length;
    return lines.reduce((sum, line) => sum + line.length + 1, 0) + column;
  }

  function span(kind, text) {
    const element = document.createElement("span");
    element.className = kind;
    element.textContent = text;
    return element;
  }

  function paint() {
    // A very long text is shown without colours.
    if (field.value.length > 50000) { code.classList.remove("lit"); return; }
    const parts = [];
    let end = 0;
    const wrong = placeOfFault();
    const add = (kind, text, start) => {
      const isWrong = wrong >= start && wrong < start + text.length;
      if (isWrong && !kind) {
        const before = text.slice(0, wrong - start);
        const word = (/^(\s*\S+|\s*$)/.exec(text.slice(wrong - start)) || [" "])[0];
        parts.push(before, span("wrong", word), text.slice(wrong - start + word.length));
      } else if (kind || isWrong) parts.push(span(`${kind} ${isWrong ? "wrong" : ""}`.trim(), text));
      else parts.push(text);
    };
    for (const match of field.value.matchAll(TOKEN)) {
      if (match.index > end) add("", field.value.slice(end, match.index), end);
      const [text, comment, words, variable, name, word] = match;
      const kind = comment ? "comment" : words ? "text" : variable ? "variable" : name ? "iri"
        : word && known.has(word.toUpperCase()) ? "keyword" : "";
      add(kind, text, match.index);
      end = match.index + text.length;
    }
    add("", field.value.slice(end), end);
    if (wrong >= 0 && wrong >= field.value.length) parts.push(span("wrong", "  "));
    layer.replaceChildren(...parts, "\n ");
    code.classList.add("lit");
    follow();
  }

  function follow() {
    layer.scrollTop = field.scrollTop;
    layer.scrollLeft = field.scrollLeft;
    layer.style.right = `${field.offsetWidth - field.clientWidth - 2}px`;
  }

  field.addEventListener("scroll", follow);
  new ResizeObserver(follow).observe(field);

  // Proposals.
  let words = null;
  const list = document.createElement("ul");
  list.className = "proposals";
  list.id = "proposals";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Proposals");
  list.hidden = true;
  code.append(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", "proposals");
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  code.append(said);
  let found = [];
  let chosen = 0;

  async function load() {
    if (words) return words;
    try {
      const response = await fetch(form.action.replace(/\/ask.*$/, "/ask/words.json"));
      words = await response.json();
    } catch {
      words = { prefixes: [], terms: [], questions: [] };
    }
    return words;
  }

  // The word before the cursor.
  function beginning() {
    const before = field.value.slice(0, field.selectionStart);
    return (/[?$]?[\p{L}\p{N}_:.-]*$/u.exec(before) || [""])[0];
  }

  async function propose(isAsked) {
    const { prefixes, terms, questions } = await load();
    const word = beginning();
    if (!isAsked && (word.length < 2 || !/[:?]/.test(word))) return hide();
    const small = word.toLowerCase();
    const variables = [...new Set(field.value.match(/[?$][\p{L}\p{N}_]+/gu) || [])].filter((name) => name !== word);
    const all = [
      ...variables.map((name) => ({ name, kind: "variable", comment: "" })),
      ...terms,
      ...prefixes.map(([name, namespace]) => ({ name: `${name}:`, kind: "prefix", comment: namespace })),
      ...KEYWORDS.filter((keyword) => keyword.length > 1).map((name) => ({ name, kind: "keyword", comment: "" })),
      ...questions.map((question) => ({ ...question, comment: `${question.comment} (opens the question)` })),
    ];
    const local = small.includes(":") ? small.split(":")[1] : small;
    const isSpelled = (entry) => Number(entry.name.startsWith(word));
    const begins = all.filter((entry) => entry.name.toLowerCase().startsWith(small))
      .sort((one, other) => isSpelled(other) - isSpelled(one));
    const holds = small.startsWith("?") ? [] : all.filter((entry) => !begins.includes(entry) && local.length > 1
      && entry.kind !== "keyword" && entry.name.toLowerCase().includes(local));
    found = [...begins, ...holds].slice(0, 40);
    if (!found.length) { if (isAsked) said.textContent = "Nothing to propose"; return hide(); }
    list.replaceChildren(...found.map((entry, place) => {
      const item = document.createElement("li");
      item.id = `proposal-${place}`;
      item.setAttribute("role", "option");
      const name = document.createElement("b");
      name.textContent = entry.name;
      const comment = document.createElement("span");
      comment.textContent = entry.comment || entry.kind;
      item.append(name, comment);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(place); });
      return item;
    }));
    list.hidden = false;
    place(word);
    choose(0);
  }

  // The list stands below the cursor's line.
  function place(word) {
    const before = field.value.slice(0, field.selectionStart - word.length);
    const line = before.split("\n").length;
    const style = getComputedStyle(field);
    const height = parseFloat(style.lineHeight);
    const letter = document.createElement("span");
    letter.textContent = "0".repeat(10);
    layer.append(letter);
    const width = letter.getBoundingClientRect().width / 10;
    letter.remove();
    const column = before.length - before.lastIndexOf("\n") - 1;
    const top = parseFloat(style.paddingTop) + line * height - field.scrollTop + 2;
    const left = parseFloat(style.paddingLeft) + column * width - field.scrollLeft;
    list.style.top = `${Math.min(Math.max(top, 0), field.offsetHeight)}px`;
    list.style.left = `${Math.max(0, Math.min(left, code.clientWidth - list.offsetWidth))}px`;
  }

  function choose(next) {
    chosen = (next + found.length) % found.length;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    list.children[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", `proposal-${chosen}`);
    const entry = found[chosen];
    said.textContent = `${entry.name}, ${entry.comment || entry.kind}, ${chosen + 1} of ${found.length}`;
  }

  function hide() {
    list.hidden = true;
    found = [];
    field.removeAttribute("aria-activedescendant");
  }

  function take(place) {
    const entry = found[place];
    const word = beginning();
    hide();
    if (entry.kind === "question") {
      location.assign(`${form.action.replace(/\?.*$/, "")}/${entry.name}`);
      return;
    }
    insert(entry.name, word.length);
  }

  // Puts text in the place of what stands before the cursor, so that it can be undone.
  function insert(text, before) {
    field.focus();
    field.setSelectionRange(field.selectionStart - before, field.selectionEnd);
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input"));
    }
  }

  field.addEventListener("keydown", (event) => {
    const isOpen = !list.hidden;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    else if (event.key === " " && event.ctrlKey) propose(true);
    else if (isOpen && event.key === "ArrowDown") choose(chosen + 1);
    else if (isOpen && event.key === "ArrowUp") choose(chosen - 1);
    else if (isOpen && (event.key === "Enter" || event.key === "Tab") && !event.shiftKey) take(chosen);
    else if (isOpen && event.key === "Escape") hide();
    else if (event.key === "Enter" && !event.shiftKey) {
      const line = field.value.slice(0, field.selectionStart).split("\n").pop();
      insert(`\n${/^\s*/.exec(line)[0]}${/[{(]\s*$/.test(line) ? "  " : ""}`, 0);
    } else return;
    event.preventDefault();
  });
  field.addEventListener("input", () => {
    field.rows = Math.min(Math.max(field.value.split("\n").length + 1, 5), 24);
    paint();
    propose(false);
  });
  field.addEventListener("blur", hide);

  paint();
  if (fault) {
    const place = placeOfFault();
    field.focus();
    field.setSelectionRange(place, place);
  }
})();
