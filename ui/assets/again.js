// Shows how far the affected cases are, and then what came of them, without the page being loaded again.
const WAIT_MS = 1000;

async function fetched() {
  try {
    const reply = await fetch("/publish/again", { cache: "no-store", redirect: "manual" });
    return reply.ok ? new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("again") : null;
  } catch {
    return null;
  }
}

async function look() {
  const found = await fetched();
  const shown = document.getElementById("again");
  if (!found) {
    shown.querySelector("[role=status]").textContent = shown.dataset.lost;
    shown.querySelector("progress").remove();
    return;
  }
  if (found.dataset.running) {
    // The status is changed in place, so that a screen reader says the new words alone.
    const status = found.querySelector("[role=status]");
    const bar = found.querySelector("progress");
    shown.querySelector("[role=status]").textContent = status.textContent;
    if (bar.hasAttribute("value")) {
      const there = shown.querySelector("progress");
      there.max = bar.max;
      there.value = bar.value;
    }
    setTimeout(look, WAIT_MS);
    return;
  }
  shown.replaceWith(document.importNode(found, true));
}

if (document.querySelector("#again[data-running]")) setTimeout(look, WAIT_MS);
