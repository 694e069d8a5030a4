// What was typed, kept in this page's memory alone: beside a masked question it can be shown again. Nothing of it is sent or stored.

import { el, words } from "./words.js";

const typed = new Map();
let waiting = null;

// The words that are being sent; the next masked turn is theirs.
export function remember(text) {
  waiting = text.trim() ? text : null;
}

// Under every masked question whose own words this page has: a button that shows them, and hides them again.
export function offerOwnWords(turns) {
  if (!turns.length) typed.clear();
  for (const turn of turns) {
    const note = turn.querySelector(".sb-masked");
    const id = turn.querySelector("[data-answer]")?.dataset.answer;
    if (!id || typed.has(id) === false && waiting === null) continue;
    if (!typed.has(id)) {
      if (turn !== turns[turns.length - 1]) continue;
      typed.set(id, waiting);
      waiting = null;
    }
    if (note && !note.querySelector("button")) note.append(" ", button(note, typed.get(id)));
  }
}

function button(note, text) {
  const made = el("button", { type: "button", class: "sb-small sb-own-words", "aria-expanded": "false" }, words.own_words_show);
  const own = el("q", { class: "sb-own", hidden: "" }, ...withMarks(text, JSON.parse(note.dataset.replaced)));
  made.addEventListener("click", () => {
    own.hidden = !own.hidden;
    made.setAttribute("aria-expanded", String(!own.hidden));
    made.textContent = own.hidden ? words.own_words_show : words.own_words_hide;
  });
  queueMicrotask(() => note.append(" ", own));
  return made;
}

// What was typed, each part that was taken out marked, with the label that stands for it behind. The page was told only where
// they stand: [start, end, label], in code points, so the text is cut as an array of those.
function withMarks(text, replaced) {
  const points = Array.from(text);
  const parts = [];
  let at = 0;
  for (const [start, end, label] of replaced) {
    parts.push(points.slice(at, start).join(""), el("mark", {}, points.slice(start, end).join("")), " ",
      el("span", { class: "sb-own-label" }, label));
    at = end;
  }
  return [...parts, points.slice(at).join("")];
}
