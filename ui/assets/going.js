// How far a run is: asks the server once a second, and loads the page again when the run has ended.

const box = document.getElementById("going");
const told = document.getElementById("told");
const bar = document.getElementById("bar");

async function look() {
  const reply = await fetch(box.dataset.address, { cache: "no-store" }).catch(() => null);
  if (reply?.ok) {
    const now = await reply.json();
    if (!now.going) return location.reload();
    if (told.textContent !== now.told) told.textContent = now.told;
    if (now.of) {
      bar.max = now.of;
      bar.value = now.asked;
    }
  }
  setTimeout(look, 1000);
}

setTimeout(look, 1000);
