"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const rows = all(".row");
  const levels = all("input[name=level]");
  const [bar, query, state, status, keys, unfold] =
    ["bar", "query", "state", "status", "keys", "unfold"].map(one);
  const words = new Map();
  const opened = new Set();
  let current = null;

  const fold = (row) => row.querySelector(".fold");
  const shown = () => rows.filter((row) => !row.hidden);
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  // Title, narrative and doubts of a row as one text, made when it is first asked for.
  const wordsOf = (row) => {
    if (!words.has(row)) {
      const parts = all(".name, .narrative, .doubt, .passed", row);
      words.set(row, folded(parts.map((part) => part.textContent).join("\n")));
    }
    return words.get(row);
  };

  const narrowed = () =>
    query.value.trim() !== "" || levels.some((box) => !box.checked) || Boolean(state && state.value);

  const filter = () => {
    const wanted = new Set(levels.filter((box) => box.checked).map((box) => box.value));
    const text = folded(query.value);
    for (const row of rows) {
      const fits =
        wanted.has(row.dataset.level) &&
        (!state || !state.value || row.dataset.states.split(" ").includes(state.value)) &&
        (!text || wordsOf(row).includes(text));
      row.hidden = !fits;
      const details = fold(row);
      if (details && text && fits && !details.open) {
        details.open = true;
        opened.add(details);
      }
    }
    if (!text) {
      opened.forEach((details) => { details.open = false; });
      opened.clear();
    }
    for (const group of all(".group")) group.hidden = !group.querySelector(".row:not([hidden])");
    for (const sheet of all(".sheet")) {
      const empty = sheet.querySelector(".row") && !sheet.querySelector(".row:not([hidden])");
      sheet.querySelector(".nothing").hidden = !empty;
    }
    bar.classList.toggle("narrowed", narrowed());
    status.textContent = `显示 ${shown().length} / ${rows.length} 项`;
  };

  const clear = () => {
    query.value = "";
    levels.forEach((box) => { box.checked = true; });
    if (state) state.value = "";
    filter();
  };

  const go = (step) => {
    const visible = shown();
    if (!visible.length) return;
    const held = document.activeElement.closest(".row") || current;
    const place = visible.indexOf(held);
    const next = place < 0 ? (step > 0 ? 0 : visible.length - 1) : place + step;
    const row = visible[Math.min(Math.max(next, 0), visible.length - 1)];
    current = row;
    (row.querySelector("summary:not(.more summary)") || row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "start", behavior: "instant" });
  };

  // What a link leads to may be filtered out or folded away.
  const reveal = () => {
    const target = location.hash && one(decodeURIComponent(location.hash.slice(1)));
    const row = target && target.closest(".row");
    if (!row) return;
    current = row;
    const hidden = row.hidden;
    if (hidden) clear();
    const details = fold(row);
    if (details && !details.open) details.open = true;
    if (hidden) target.scrollIntoView();
  };

  const setUnfolded = (open) => {
    all(".fold").forEach((details) => { details.open = open; });
    opened.clear();
    unfold.textContent = open ? "全部收起" : "全部展开";
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys.open) return;
    if (event.key === "Escape") {
      clear();
      document.activeElement.blur();
      return;
    }
    if (event.target.closest("input[type=search], select, textarea")) return;
    const action = {
      j: () => go(1),
      k: () => go(-1),
      "/": () => { query.focus(); query.select(); },
      "?": () => keys.showModal(),
    }[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });

  // On paper everything is open, and folded again afterwards.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => {
    closed.forEach((details) => { details.open = false; });
  });

  levels.forEach((box) => box.addEventListener("change", filter));
  query.addEventListener("input", filter);
  if (state) state.addEventListener("change", filter);
  unfold.addEventListener("click", () => setUnfolded(Boolean(document.querySelector(".fold:not([open])"))));
  if (!document.querySelector(".fold")) unfold.hidden = true;
  one("help").addEventListener("click", () => keys.showModal());
  one("close").addEventListener("click", () => keys.close());
  addEventListener("hashchange", reveal);
  bar.hidden = false;
  filter();
  reveal();
})();
