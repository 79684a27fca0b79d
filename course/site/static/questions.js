// Questions in a lesson: answered at once, in the browser, with the reason where a mix-up is known.
import { better, changed, put, read } from './store.js';

const SIGNS = { yes: ['✓', 'Right'], no: ['✗', 'Not yet'], kept: ['✓', 'Kept'] };

export function questions(root) {
  root.querySelectorAll('form.ss-q').forEach(connect);
  const forms = [...root.querySelectorAll('form.ss-q')];
  const reveals = [...root.querySelectorAll('.ss-reveal')];
  const draw = () => { const kept = read(); reveals.forEach((r) => drawReveal(r, kept)); };
  changed.addEventListener('change', draw);
  draw();
  return forms;
}

export function record(form) {
  return JSON.parse(form.querySelector('script[type="application/json"]').textContent);
}

function connect(form) {
  const q = record(form);
  const kept = read();
  if (q.kind === 'recall') return connectRecall(form, q, kept);
  if (q.kind === 'order') connectOrder(form, kept.answers[q.id]?.given);
  restore(form, q, kept.predictions[q.id] ?? kept.answers[q.id]?.given);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = answer(form, q);
    if (given === null) return say(form, '', missing(q));
    if (q.kind === 'predict') {
      put('predictions', q.id, given);
      return say(form, 'kept', ['Your prediction is kept in this browser. Read on to compare.']);
    }
    const right = isRight(q, given);
    better('answers', q.id, { given, right }, (kept) => (kept.right ? 1 : 0));
    say(form, right ? 'yes' : 'no', right ? [q.after] : reasons(q, given));
  });
}

function missing(q) {
  return [q.options.length ? 'Choose one first.' : 'Write a number, such as 12.5.'];
}

function restore(form, q, given) {
  if (given === undefined) return;
  const radio = form.querySelector(`input[value="${CSS.escape(String(given))}"]`);
  if (radio) radio.checked = true;
  const text = form.querySelector('input[type="text"]');
  if (text) text.value = given;
  if (q.kind === 'predict') say(form, 'kept', ['Your prediction is kept in this browser. Read on to compare.'], false);
  else if (isRight(q, given)) say(form, 'yes', [q.after], false);
}

function answer(form, q) {
  if (q.kind === 'order') return [...form.querySelectorAll('[data-key]')].map((li) => li.dataset.key).join('');
  if (q.options.length) return form.querySelector('input:checked')?.value ?? null;
  const text = form.querySelector('input').value.trim().replace(',', '.').replace('−', '-').replace(/\s*%$/, '');
  return text === '' || !Number.isFinite(Number(text)) ? null : Number(text);
}

export function isRight(q, given) {
  return q.kind === 'number' ? Math.abs(given - q.answer) <= q.tolerance : given === q.answer;
}

function reasons(q, given) {
  const slip = q.kind === 'number'
    ? [...Object.keys(q.mistakes), ...Object.keys(q.replies)].find((k) => Math.abs(given - Number(k)) <= q.tolerance)
    : given;
  if (q.replies[slip]) return q.replies[slip].split('\n');
  const known = q.mistakes[slip];
  if (!known) return ['Look again at the lines above, change your answer and check once more.'];
  return [
    ['The thought:', known.belief], ['Why it tempts:', known.tempting],
    ['Why it fails:', known.refutation], ['Taught in:', known],
  ];
}

function say(form, tone, lines, aloud = true) {
  const place = form.querySelector('.ss-says');
  const [sign, word] = SIGNS[tone] ?? ['', ''];
  form.dataset.tone = tone;
  form.querySelector('.ss-q-state').textContent = word ? `${sign} ${word}` : '';
  place.setAttribute('aria-live', aloud ? 'polite' : 'off');
  place.replaceChildren(...[...(word && aloud ? [word + '.'] : []), ...lines.filter(Boolean)].map(line));
}

function line(text) {
  const p = document.createElement('p');
  if (!Array.isArray(text)) {
    p.append(...coded(text));
    return p;
  }
  const strong = document.createElement('strong');
  strong.textContent = `${text[0]} `;
  p.append(strong);
  if (typeof text[1] === 'string') p.append(...coded(text[1]));
  else p.append(lessonLink(text[1].lesson));
  return p;
}

// Text between backticks is code, as in the lessons.
function coded(text) {
  return text.split('`').map((piece, i) => {
    if (i % 2 === 0) return piece;
    const code = document.createElement('code');
    code.textContent = piece;
    return code;
  });
}

// A lesson such as "m07-one-trial/1-odds#risks", as a link in words.
export function lessonLink(lesson) {
  const root = document.documentElement.dataset.content_root;
  const [page, heading] = lesson.split('#');
  const [module, name] = page.split('/');
  const link = document.createElement('a');
  link.href = `${root}${page}.html${heading ? `#${heading}` : ''}`;
  const number = `${Number(module.slice(1, 3))}.${name.split('-')[0]}`;
  link.textContent = `lesson ${number}, “${(heading ?? name).replaceAll('-', ' ')}”`;
  return link;
}

function connectRecall(form, q, kept) {
  form.addEventListener('submit', (event) => event.preventDefault());
  form.querySelectorAll('[data-went]').forEach((button) => {
    button.addEventListener('click', () => {
      const right = button.dataset.went === 'yes';
      put('answers', q.id, { given: button.dataset.went, right });
      say(form, right ? 'yes' : 'no', [right ? 'Good. Come back to it in a week.' : 'Good to know. Read that part once more and try again tomorrow.']);
    });
  });
  if (kept.answers[q.id]?.right) say(form, 'yes', [], false);
}

function connectOrder(form, given) {
  const list = form.querySelector('.ss-order');
  for (const key of given ?? '') list.append(list.querySelector(`[data-key="${CSS.escape(key)}"]`));
  list.addEventListener('click', (event) => {
    const button = event.target.closest('[data-move]');
    if (!button) return;
    const item = button.closest('li');
    const other = button.dataset.move < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (button.dataset.move < 0) other.before(item); else other.after(item);
    button.focus();
  });
}

function drawReveal(reveal, kept) {
  const place = reveal.querySelector('.ss-mine');
  const given = kept.predictions[reveal.dataset.id];
  place.hidden = given === undefined;
  if (given === undefined) return;
  const form = document.querySelector(`form[data-id="${CSS.escape(reveal.dataset.id)}"]`);
  const q = form && record(form);
  const option = q?.options.find((o) => o.key === given);
  place.textContent = `You predicted: ${option ? option.text : `${given} ${q?.unit ?? ''}`.trim()}`;
}
