"use strict";
// Asks for this page again and again. Shows what is new at once where the reader is at the top, else offers it.
const EVERY_MS = 5000;
const news = document.getElementById("news");
let waiting = null;

const reading = () => {
  const main = document.getElementById("main");
  return scrollY > 200 || main.contains(document.activeElement) || !getSelection().isCollapsed;
};

const show = () => {
  document.getElementById("main").replaceWith(waiting);
  waiting = null;
  news.hidden = true;
};

const look = async () => {
  if (document.hidden) return;
  const answer = await fetch(location.href, { cache: "no-cache" });
  if (!answer.ok) return;
  const main = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
  if (main.isEqualNode(waiting ?? document.getElementById("main"))) return;
  waiting = main;
  if (reading()) news.hidden = false;
  else show();
};

const again = () => look().catch(() => {}).finally(() => setTimeout(again, EVERY_MS));

news.querySelector("button").addEventListener("click", () => {
  scrollTo({ top: 0 });
  show();
});
setTimeout(again, EVERY_MS);
