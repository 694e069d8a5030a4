// The panel: a cited paragraph in its document, what the answer quotes marked. Beside the answer on a desktop, over it on a phone.

import { el, fill, inWords, words } from "./words.js";

const panel = el("dialog", { id: "sb-panel", "aria-labelledby": "sb-panel-heading" });
document.body.append(panel);
let opener = null;

const wide = () => matchMedia("(min-width: 60rem)").matches;

// `cite` is the button of a citation: which paragraph, which spans, and where the statement that was clicked begins.
export async function openPanel(cite) {
  expanded(false);
  opener = cite;
  expanded(true);
  const { paragraph, edition, spans, first } = cite.dataset;
  await show(paragraph, edition, JSON.parse(spans), Number(first));
}

async function show(id, edition, spans, first) {
  if (!panel.open) frame(el("p", { role: "status" }, words.panel_loading));
  const address = `/v1/paragraphs/${encodeURIComponent(id)}?edition=${encodeURIComponent(edition)}`;
  const reply = await fetch(address).catch(() => null);
  if (reply === null || !reply.ok) return frame(el("p", { role: "alert" }, words.panel_failed));
  const found = await reply.json();
  frame(...context(found, spans), steps(found));
  const marks = [...panel.querySelectorAll("mark")];
  const target = marks.find((mark) => Number(mark.dataset.from) <= first && first < Number(mark.dataset.to)) ?? marks[0];
  (target ?? panel.querySelector(".sb-here")).scrollIntoView({ block: "nearest" });
}

function frame(...body) {
  const close = el("button", { type: "button" }, words.panel_close);
  close.addEventListener("click", () => panel.close());
  const heading = el("h2", { id: "sb-panel-heading", tabindex: "-1" }, words.panel_heading);
  panel.replaceChildren(el("div", { class: "sb-panel-bar" }, heading, close), el("div", { class: "sb-panel-body" }, ...body));
  if (!panel.open) {
    if (wide()) panel.show();
    else panel.showModal();
  }
  document.body.classList.toggle("sb-panel-open", true);
  heading.focus({ preventScroll: true });
}

function context(found, spans) {
  const { document: of, previous, next } = found;
  const published = of.published ? fill(words.published, { day: inWords(of.published) }) : words.no_date;
  return [
    el("p", { class: "sb-panel-title" }, of.title),
    el("p", { class: "sb-panel-facts" }, [words.authority[of.authority], of.publisher, published].filter(Boolean).join(". ")),
    el("div", { class: "sb-panel-state", "data-state": found.notes.length && of.state === "current" ? "review" : of.state },
      el("p", {}, words.state[of.state]), ...found.notes.map((note) => el("p", {}, note)), toCurrent(found)),
    previous && near(previous, words.panel_before),
    el("ol", { class: "sb-panel-path" }, ...found.headings.map((heading) => el("li", {}, heading))),
    el("section", { class: "sb-here" }, el("h3", {}, found.label), prose(found, spans),
      !found.printed && el("p", { class: "sb-panel-facts" }, words.panel_ordinal),
      found.page && el("p", { class: "sb-panel-facts" }, fill(words.panel_page, { page: found.page }))),
    next && near(next, words.panel_after),
    of.url && el("p", { class: "sb-panel-source" },
      el("a", { href: of.url, rel: "noreferrer noopener", target: "_blank" }, words.panel_source)),
  ];
}

// The same address in the edition that holds now: an old citation opens the old words first.
function toCurrent(found) {
  if (!found.current_edition) return null;
  const button = el("button", { type: "button" }, words.panel_to_current);
  button.addEventListener("click", () => show(found.id, found.current_edition, [], 0));
  return button;
}

const near = (paragraph, heading) =>
  el("section", { class: "sb-near" }, el("h3", {}, `${heading}: ${paragraph.label}`), prose(paragraph, []));

function steps(found) {
  const step = (to, name) => {
    const button = el("button", { type: "button" }, name);
    button.disabled = !to;
    if (to) button.addEventListener("click", () => show(to.id, to.edition, [], 0));
    return button;
  };
  return el("div", { class: "sb-panel-steps" }, step(found.previous, words.panel_previous), step(found.next, words.panel_next));
}

// Offsets count code points, JavaScript strings count UTF-16 units: so the text is cut as an array of code points.
function prose(paragraph, spans) {
  const points = Array.from(paragraph.text);
  const box = el("div", { class: "sb-prose" });
  let at = 0;
  let list = null;
  for (const [start, end] of paragraph.bullets) {
    if (points.slice(at, start).join("").trim()) {
      box.append(...lines(points, at, start, spans));
      list = null;
    }
    if (!list) box.append((list = el("ul")));
    list.append(el("li", {}, ...marked(points, start, end, spans)));
    at = end;
  }
  box.append(...lines(points, at, points.length, spans));
  return box;
}

function lines(points, from, to, spans) {
  const found = [];
  let start = from;
  for (let at = from; at <= to; at += 1) {
    if (at < to && points[at] !== "\n") continue;
    if (points.slice(start, at).join("").trim()) found.push(el("p", {}, ...marked(points, start, at, spans)));
    start = at + 1;
  }
  return found;
}

function marked(points, from, to, spans) {
  const inside = spans.map(([start, end]) => [Math.max(start, from), Math.min(end, to)]).filter(([start, end]) => start < end);
  const parts = [];
  let at = from;
  for (const [start, end] of inside.sort((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    const begin = Math.max(start, at);
    parts.push(points.slice(at, begin).join(""));
    parts.push(el("mark", { "data-from": begin, "data-to": end }, points.slice(begin, end).join("")));
    at = end;
  }
  parts.push(points.slice(at, to).join(""));
  return parts;
}

const expanded = (is) => opener?.setAttribute("aria-expanded", String(is));

panel.addEventListener("close", () => {
  document.body.classList.remove("sb-panel-open");
  expanded(false);
  if (opener?.isConnected) opener.focus();
  opener = null;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.open) panel.close();
});
