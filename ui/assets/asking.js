// From sending a question to its answer: a line that says what is going on, a lost connection waited out, nothing typed lost.

import { words } from "./words.js";

const AGAIN_MS = 2000;
const AWAY = [502, 503, 504];
const JOIN = /\/queue\/join\b/;

const send = window.fetch.bind(window);
const box = () => document.querySelector("#sb-question textarea");
let sent = null;
let since = null;

const waits = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function say(text) {
  const line = document.querySelector("#sb-status");
  if (line && line.textContent !== text) line.textContent = text;
}

// Gradio gives up for good at the first message that does not get through, so it is told of none until one does.
window.fetch = async (address, options) => {
  if (!JOIN.test(String(address?.url ?? address))) return send(address, options);
  for (;;) {
    const reply = await send(address, options).catch((error) => error);
    if (reply instanceof Response && !AWAY.includes(reply.status)) {
      say(sent !== null && reply.ok ? words.asking : "");
      return reply;
    }
    if (reply.name === "AbortError") throw reply;
    say(words.no_connection);
    await waits(AGAIN_MS);
  }
};

// A question is on its way, from the box or an example; what else stands in the box, or is typed from here on, is not part of it.
export function asks(fromBox) {
  sent = fromBox ? box().value : "";
  since = fromBox ? null : box().value || null;
  say(words.asking);
}

// Its answer is there. Gradio empties the box with it: what was typed meanwhile goes back.
export function answered() {
  say("");
  const kept = since;
  sent = since = null;
  if (kept !== null) setTimeout(() => fillBox(kept), 50);
}

// Gradio says that it failed: nothing is on its way any more, and the question still stands in the box.
export function failed() {
  say("");
  sent = since = null;
}

export function fillBox(text) {
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box(), text);
  box().dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", (event) => {
  if (sent === null || event.target !== box() || !event.isTrusted) return;
  since = box().value === sent ? null : box().value;
}, true);
