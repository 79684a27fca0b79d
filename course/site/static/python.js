// Cells that run in order in one Python, started only when somebody asks for it. On a practice page
// all are editors; in a lesson some are, and the code between them runs without a word.
import { charts } from './charts.js';
import { lessonLink } from './questions.js';
import { better, put, read, write } from './store.js';

const PLOTLY = 'application/vnd.plotly.v1+json';

export function python() {
  const panel = document.querySelector('.ss-python');
  const boxes = [...document.querySelectorAll('.ss-cell, .cell_input')];
  const cells = boxes.map((box) => (box.matches('.ss-cell') ? cell(box, panel.dataset.name) : given(box)));
  const machine = new Machine(panel, cells);
  cells.forEach((c) => {
    c.button?.addEventListener('click', () => machine.runTo(c));
    c.box.querySelector('[data-back]')?.addEventListener('click', () => undo([c]));
  });
  const buttons = panel.querySelectorAll('[data-python]');
  const act = { start: () => machine.start(), stop: () => machine.stop(), reset: () => restart(machine, cells) };
  buttons.forEach((button) => button.addEventListener('click', () => act[button.dataset.python]()));
}

function restart(machine, cells) {
  if (!confirm('Put all cells of this page back as they were?')) return;
  undo(cells.filter((c) => c.text));
  machine.stop();
}

function undo(cells) {
  const kept = read();
  cells.forEach((c) => {
    c.text.value = c.text.defaultValue;
    delete kept.cells[c.key];
    c.out.replaceChildren();
    if (c.before) c.before.hidden = false;
  });
  write(kept);
}

// Code of a lesson that a later cell may need.
function given(box) {
  const code = box.querySelector('pre').textContent;
  return { box, out: document.createElement('div'), ran: null, code: () => code, runs: true };
}

function cell(box, name) {
  const text = box.querySelector('textarea');
  const c = {
    box, text, button: box.querySelector('[data-run]'), out: box.querySelector('.ss-out') ?? document.createElement('div'),
    key: `${name}/${box.dataset.place}`, check: box.dataset.exercise, ran: null,
    code: () => text.value, runs: box.querySelector('[data-run]') !== null,
    before: box.nextElementSibling?.matches('.tag_try') ? box.nextElementSibling : null,
  };
  const kept = read().cells[c.key];
  if (kept !== undefined && !text.readOnly) text.value = kept;
  text.addEventListener('input', () => put('cells', c.key, text.value));
  if (c.runs) typing(c);
  return c;
}

// Tab indents, as in every editor; Escape first, and Tab moves on as on every page.
function typing({ text, button }) {
  let leave = false;
  text.setAttribute('aria-description', 'Tab indents. Press Escape, then Tab, to move on. Shift and Enter runs the cell.');
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.shiftKey) {
      event.preventDefault();
      button.click();
    } else if (event.key === 'Tab' && !event.shiftKey && !leave && !text.readOnly) {
      event.preventDefault();
      document.execCommand('insertText', false, '    ');
    } else if (event.key === 'Enter' && !text.readOnly) {
      event.preventDefault();
      document.execCommand('insertText', false, '\n' + indent(text));
    }
    leave = event.key === 'Escape' || (leave && event.key === 'Shift');
  });
}

function indent(text) {
  const line = text.value.slice(0, text.selectionStart).split('\n').at(-1);
  return line.match(/^ */)[0] + (line.trimEnd().endsWith(':') ? '    ' : '');
}

class Machine {
  constructor(panel, cells) {
    this.panel = panel;
    this.cells = cells;
    this.says = panel.querySelector('.ss-python-says');
    this.bar = panel.querySelector('progress');
    this.startButton = panel.querySelector('[data-python="start"]');
    this.stopButton = panel.querySelector('[data-python="stop"]');
    this.ready = null;
    this.turn = Promise.resolve();
  }

  start() {
    this.ready ??= new Promise((resolve, reject) => {
      const began = performance.now();
      this.fail = reject;
      this.waiting = new Map();
      this.startButton.hidden = true;
      this.stopButton.hidden = false;
      this.bar.hidden = false;
      this.worker = new Worker(new URL('python-worker.mjs', import.meta.url), { type: 'module' });
      this.worker.onmessage = ({ data }) => {
        if (data.type === 'ready') {
          this.bar.hidden = true;
          const seconds = ((performance.now() - began) / 1000).toFixed(0);
          this.tell(`Python is ready, after ${seconds} seconds.`);
          this.panel.dataset.state = 'ready';
          resolve();
        } else this.hear(data);
      };
      this.worker.onerror = () => this.hear({ type: 'broken', text: '' });
      const code = this.cells.map((c) => c.code()).join('\n');
      this.worker.postMessage({ type: 'start', keys: this.panel.dataset.keys && new URL(this.panel.dataset.keys, location.href).href, name: this.panel.dataset.name, code });
    });
    this.ready.catch(() => {});
    return this.ready;
  }

  tell(text) { this.says.textContent = text; }

  hear(data) {
    if (data.type === 'progress') {
      this.bar.value = data.done;
      this.tell(data.says);
    } else if (data.type === 'broken') {
      this.stop(/pyodide|fetch|import/i.test(data.text) || !data.text
        ? 'Python is not part of this copy of the site, or could not be loaded. The notebook works in JupyterLab.'
        : `Python stopped: ${data.text}`, data.text);
    } else if (data.type === 'out') {
      show(this.waiting.get(data.id).c, data.record);
    } else if (data.type === 'done') {
      const { c, resolve } = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      c.box.removeAttribute('aria-busy');
      resolve(data.fine);
    }
  }

  stop(text = 'Python was stopped. What you wrote is still here; Run starts it again.', why = '') {
    if (why) console.warn(why);
    this.worker?.terminate();
    this.fail?.(new Error('stopped'));
    this.waiting?.forEach(({ c, resolve }) => { c.box.removeAttribute('aria-busy'); resolve(false); });
    this.ready = null;
    this.panel.dataset.state = 'stopped';
    this.cells.forEach((c) => { c.ran = null; });
    this.startButton.hidden = false;
    this.stopButton.hidden = true;
    this.bar.hidden = true;
    this.tell(text);
  }

  // A cell needs what stands above it: whatever is new or changed up there runs first.
  runTo(wanted) {
    this.turn = this.turn.then(() => this.run(wanted)).catch(() => {});
  }

  async run(wanted) {
    await this.start();
    for (const c of this.cells) {
      if (!c.runs || (c !== wanted && (c.check || c.ran === c.code()))) continue;
      this.tell(c === wanted ? 'Running …' : 'Running the cells above …');
      if (!(await this.one(c)) && c !== wanted) {
        this.tell('A cell above stopped with an error. Put it right first.');
        c.box.scrollIntoView({ block: 'center' });
        return;
      }
      if (c === wanted) break;
    }
    if (this.ready) this.tell('Done.');
  }

  one(c) {
    c.out.replaceChildren();
    if (c.before) c.before.hidden = true; // what the cell showed as it stood
    c.box.setAttribute('aria-busy', 'true');
    const code = c.code();
    return new Promise((resolve) => {
      const id = crypto.randomUUID?.() ?? String(Math.random());
      this.waiting.set(id, { c, resolve: (fine) => { c.ran = fine ? code : null; resolve(fine); } });
      this.worker.postMessage({ type: 'run', id, code, place: c.box.dataset.place, check: c.check });
    });
  }
}

function show(c, record) {
  if (record.kind === 'result') better('exercises', record.exercise, record, (r) => r.points / r.max);
  else if (record.kind === 'bundle') bundle(c.out, record.data);
  else if (record.kind === 'html') html(c.out, record.html);
  else text(c.out, record.text, record.kind === 'error');
}

function bundle(out, data) {
  if (data[PLOTLY]) {
    const figure = document.createElement('figure');
    figure.className = 'ss-chart';
    const { layout } = data[PLOTLY];
    figure.innerHTML = '<div class="ss-plot" role="img"></div><script type="application/json"></script><div class="ss-control"></div>';
    figure.querySelector('.ss-plot').setAttribute('aria-label', layout?.meta?.alt ?? 'Chart');
    figure.querySelector('script').textContent = JSON.stringify(data[PLOTLY]);
    out.append(figure);
    charts(out);
  } else html(out, data['text/html'] ?? `<pre>${data['text/plain']}</pre>`);
}

function html(out, code) {
  const box = document.createElement('div');
  box.className = 'ss-scroll';
  box.innerHTML = code.replaceAll('border="1"', '').replaceAll(/<th>\s*<\/th>/g, '<td></td>');
  if (box.querySelector('table')) Object.assign(box, { tabIndex: 0, role: 'region', ariaLabel: 'Table' });
  box.querySelectorAll('[data-lesson]').forEach((words) => words.replaceWith(lessonLink(words.dataset.lesson)));
  out.append(box);
}

function text(out, words, error) {
  const last = out.lastElementChild;
  if (!error && last?.matches('pre:not(.ss-error)')) {
    last.textContent += words;
    return;
  }
  const pre = document.createElement('pre');
  pre.className = error ? 'ss-error' : '';
  pre.textContent = error ? `This cell stopped:\n${words}` : words;
  out.append(pre);
}
