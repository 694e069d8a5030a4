// The Training desk: progress while work is done, and the keys of the review. Every page works without this.

const working = document.querySelector("[data-work]");
if (working) watch(working.dataset.work, working.dataset.end);

async function watch(from, end) {
  const bar = document.querySelector("#progress");
  for (;;) {
    await new Promise((go) => setTimeout(go, 500));
    let now;
    try {
      now = await (await fetch(from, { cache: "no-store" })).json();
    } catch {
      continue; // the server may be starting again
    }
    if (now.ended) return location.replace(end);
    say("#doing", now.doing);
    say("#far", now.of ? `${now.done} of ${now.of}` : "");
    if (now.of) {
      bar.max = now.of;
      bar.value = now.done;
    }
  }
}

// Only what changed is written, so that a screen reader hears it once.
function say(where, words) {
  const there = document.querySelector(where);
  if (there.textContent !== words) there.textContent = words;
}

const byKey = { a: '[data-key="a"]', r: '[data-key="r"]', e: '[data-key="e"]', ArrowLeft: "a[rel=prev]", ArrowRight: "a[rel=next]" };
document.addEventListener("keydown", (press) => {
  if (press.ctrlKey || press.altKey || press.metaKey || press.target.closest("input, textarea, select, summary")) return;
  const found = byKey[press.key] && document.querySelector(byKey[press.key]);
  if (found) found.click();
});

const first = document.querySelector("#mistakes") ?? document.querySelector("#verdict");
if (first) first.focus();
