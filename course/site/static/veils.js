// What answers a prediction waits until the reader has predicted, or asks to see it.
import { changed, read } from './store.js';

const veils = new Set();
const hidden = new Map(); // how many veils lie over an element: predictions may overlap

export function predictions(root) {
  for (const reveal of root.querySelectorAll('.ss-reveal')) {
    const { id } = reveal.dataset;
    const form = root.querySelector(`form.ss-q[data-id="${CSS.escape(id)}"]`);
    if (form && !(id in read().predictions)) hang(form, reveal, id);
  }
  changed.addEventListener('change', () => {
    const kept = read();
    veils.forEach((veil) => { if (veil.id in kept.predictions) lift(veil); });
  });
  window.addEventListener('hashchange', showTarget);
  window.addEventListener('beforeprint', () => veils.forEach(lift));
  showTarget();
}

function hang(form, reveal, id) {
  const note = document.createElement('p');
  note.className = 'ss-veil';
  note.innerHTML = 'What comes next answers this. Predict first, or <button type="button">show it now</button>';
  const veil = { id, note, blocks: between(form, reveal) };
  veil.blocks.forEach((block) => count(block, 1));
  note.querySelector('button').addEventListener('click', () => {
    lift(veil);
    form.querySelector('input, select, button')?.focus();
  });
  form.after(note);
  veils.add(veil);
}

function lift(veil) {
  if (!veils.delete(veil)) return;
  veil.note.remove();
  veil.blocks.forEach((block) => count(block, -1));
}

function count(block, by) {
  const lying = (hidden.get(block) ?? 0) + by;
  hidden.set(block, lying);
  block.classList.toggle('ss-veiled', lying > 0);
}

// The largest elements that stand after the one and before the other, which counts too.
function between(from, to) {
  const found = [];
  const after = (x, y) => x.compareDocumentPosition(y) & Node.DOCUMENT_POSITION_FOLLOWING;
  const walk = (element) => {
    for (const child of element.children) {
      if (child === from) continue;
      if (child === to) found.push(child);
      else if (child.contains(from) || child.contains(to)) walk(child);
      else if (after(from, child) && after(child, to)) found.push(child);
    }
  };
  let shared = from;
  while (!shared.contains(to)) shared = shared.parentElement;
  walk(shared);
  return found;
}

// A link into what is hidden shows it.
function showTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const over = [...veils].filter((veil) => veil.blocks.some((block) => block.contains(target)));
  over.forEach(lift);
  if (over.length) target.scrollIntoView();
}
