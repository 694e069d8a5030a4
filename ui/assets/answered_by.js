// "This paragraph answered me": after "Yes", the paragraphs that the answer quotes, to say which. The server proposes the question.

import { el, words } from "./words.js";

export function offerAnsweredBy(box) {
  const cites = [...box.closest(".sb-turn").querySelectorAll(".sb-section .sb-cite")];
  const seen = new Map(cites.map((cite) => [cite.dataset.paragraph, cite.querySelector(".sb-cite-label").textContent]));
  if (!seen.size) return;
  const buttons = [...seen].map(([id, label]) => {
    const button = el("button", { type: "button", class: "sb-small" }, label);
    button.addEventListener("click", () => send(box, id));
    return button;
  });
  box.append(el("span", { class: "sb-answered-by" }, words.answered_by_question), ...buttons);
}

async function send(box, paragraph) {
  const reply = await fetch(`/v1/answers/${encodeURIComponent(box.dataset.answer)}/answered-by`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ paragraph_id: paragraph }),
  }).catch(() => null);
  const kept = reply !== null && reply.ok;
  const said = el("span", { tabindex: "-1" }, kept ? words.answered_by_thanks : words.feedback_failed);
  box.replaceChildren(said);
  said.focus();
}
