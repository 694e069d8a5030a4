// The words that people read, handed over by the page, and the two small tools that every script here uses.

export const words = JSON.parse(document.querySelector("#sb-words").textContent);

// An element with attributes and children; children that are false, null, undefined or "" are left out. Texts are never HTML.
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child || child === 0));
  return made;
}

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// "2025-04" becomes "April 2025".
export function inWords(published) {
  const [year, month, day] = published.split("-").map(Number);
  const named = month ? new Date(Date.UTC(2000, month - 1)).toLocaleString("en-GB", { month: "long", timeZone: "UTC" }) : "";
  return [day, named, year].filter(Boolean).join(" ");
}
