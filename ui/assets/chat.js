// The chat's page: sends with Enter, moves to each new answer, keeps feedback. The paragraph panel is in panel.js.

import { openPanel } from "./panel.js";
import { answered, asks, failed, fillBox } from "./asking.js";
import { offerAnsweredBy } from "./answered_by.js";
import { offerOwnWords, remember } from "./own_words.js";
import { el, words } from "./words.js";

const turnsOf = (root) => root.querySelectorAll(".sb-turn");
let shown = 0;
let asked = false;

document.addEventListener("click", (event) => {
  const sends = event.target.closest("#sb-ask, .sb-example");
  if (sends) {
    asked = true;
    asks(!sends.matches(".sb-example"));
    remember(sends.matches(".sb-example") ? sends.textContent : document.querySelector("#sb-question textarea").value);
  }
  const cite = event.target.closest(".sb-cite");
  if (cite) openPanel(cite);
  const opinion = event.target.closest(".sb-feedback [data-helpful]");
  if (opinion) give(opinion.closest(".sb-feedback"), opinion.dataset.helpful === "true", "");
});

document.addEventListener("keydown", (event) => {
  const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  if (!sends || !event.target.closest("#sb-question") || matchMedia("(pointer: coarse)").matches) return;
  event.preventDefault();
  event.stopPropagation();
  document.querySelector("#sb-ask").click();
}, true);

// Each turn that was asked for takes the focus, so that it is read from its beginning, by eye or by screen reader.
new MutationObserver(() => {
  const turns = turnsOf(document);
  offerOwnWords(turns);
  for (const toast of document.querySelectorAll(".toast-body.error:not([data-seen])")) {
    toast.dataset.seen = "";
    failed();
  }
  if (turns.length === shown) return;
  const more = turns.length > shown;
  shown = turns.length;
  if (!more || !asked) return;
  asked = false;
  answered();
  const turn = turns[shown - 1];
  turn.querySelector(".sb-urgent-heading, .sb-turn-heading").focus({ preventScroll: true });
  turn.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
}).observe(document.body, { childList: true, subtree: true });

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

async function give(box, helpful, comment) {
  const reply = await fetch("/v1/feedback", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ answer_id: box.dataset.answer, helpful, comment }),
  }).catch(() => null);
  const kept = reply !== null && reply.ok;
  const said = el("span", { tabindex: "-1" }, kept ? words.feedback_thanks : words.feedback_failed);
  box.replaceChildren(said);
  if (kept && !helpful && !comment) box.append(commentForm(box));
  if (kept && helpful) offerAnsweredBy(box);
  said.focus();
}

function commentForm(box) {
  const name = `sb-comment-${box.dataset.answer}`;
  const text = el("textarea", { id: name, rows: "2", maxlength: "2000" });
  const form = el("form", {}, el("label", { for: name }, words.feedback_comment), text,
    el("button", { class: "sb-small" }, words.feedback_send));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim()) give(box, false, text.value);
  });
  return form;
}

// The quick form beside a criteria map: what was picked goes into the question, one line each, and is sent as a turn.
document.addEventListener("submit", (event) => {
  const form = event.target.closest(".sb-form form");
  if (!form) return;
  event.preventDefault();
  const picked = [...form.querySelectorAll("input:checked")].map((input) => input.value);
  if (!picked.length) return;
  fillBox(picked.join("\n"));
  setTimeout(() => document.querySelector("#sb-ask").click(), 50);
});
