// Charts: drawn when they come into view, in the colours of the page, by one local plotly.js.
import { save } from './progress.js';

let library;
const drawn = new Map();

function plotly() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('vendor/plotly/plotly-cartesian.min.js', import.meta.url);
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error('The chart library is missing from this site.'));
    document.head.append(script);
  });
  return library;
}

export function charts(root) {
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watch.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: '500px' });
  root.querySelectorAll('.ss-chart').forEach((figure) => watch.observe(figure));
  root.querySelectorAll('.ss-csv').forEach((button) => button.addEventListener('click', () => csv(button)));
}

// Paper needs every chart; so does a reader who opened none of them yet.
window.addEventListener('beforeprint', () => document.querySelectorAll('.ss-chart').forEach(draw));
new MutationObserver(() => drawn.forEach((_, figure) => recolour(figure)))
  .observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });

async function draw(figure) {
  if (drawn.has(figure)) return;
  const { data, layout } = JSON.parse(figure.querySelector('script').textContent);
  const target = figure.querySelector('.ss-plot');
  drawn.set(figure, { target, layout });
  const Plotly = await plotly();
  const slider = takeSlider(layout);
  await Plotly.newPlot(target, data, dressed(layout), {
    responsive: true, displayModeBar: false, displaylogo: false, scrollZoom: false,
  });
  if (slider) range(figure, slider, target, Plotly);
}

async function recolour(figure) {
  const { target, layout } = drawn.get(figure);
  const Plotly = await plotly();
  if (target.layout) Plotly.relayout(target, colours(layout));
}

// Dragging on a phone should scroll the page, not zoom the chart.
function dressed(layout) {
  const narrow = matchMedia('(max-width: 600px)').matches;
  const still = { dragmode: narrow ? false : layout.dragmode };
  const result = { ...layout, ...still, autosize: true, width: undefined };
  for (const [path, value] of Object.entries(colours(layout))) assign(result, path.split('.'), value);
  return result;
}

function assign(object, [key, ...rest], value) {
  if (!rest.length) object[key] = value;
  else assign(object[key] = { ...object[key] }, rest, value);
}

function colours(layout) {
  const style = getComputedStyle(document.documentElement);
  const text = style.getPropertyValue('--pst-color-text-base').trim();
  const ground = style.getPropertyValue('--pst-color-surface').trim();
  const change = { 'font.color': text, 'hoverlabel.bgcolor': ground, 'hoverlabel.font.color': text, 'font.family': style.getPropertyValue('--pst-font-family-base') };
  for (const axis of ['xaxis', 'yaxis', ...Object.keys(layout).filter((k) => /^[xy]axis\d/.test(k))]) {
    change[`${axis}.tickfont.color`] = text;
  }
  return change;
}

// plotly's own slider cannot be reached by keyboard: the browser's can, and by thumb, too.
function takeSlider(layout) {
  const [slider] = layout.sliders ?? [];
  if (layout.sliders?.length !== 1 || !slider.steps.every((s) => s.method === 'update')) return null;
  delete layout.sliders;
  layout.margin = { ...layout.margin, b: Math.min(layout.margin?.b ?? 12, 40) };
  return slider;
}

function range(figure, slider, target, Plotly) {
  const start = slider.active ?? 0;
  const box = document.createElement('div');
  const says = document.createElement('output');
  const input = document.createElement('input');
  Object.assign(input, { type: 'range', min: 0, max: slider.steps.length - 1, value: start });
  input.setAttribute('aria-label', slider.currentvalue?.prefix?.replace(/:\s*$/, '') || 'Change the chart');
  const tell = () => {
    const step = slider.steps[input.value];
    says.textContent = (slider.currentvalue?.prefix ?? '') + step.label;
    input.setAttribute('aria-valuetext', says.textContent);
    return step;
  };
  input.addEventListener('input', () => Plotly.update(target, ...structuredClone(tell().args)));
  tell();
  box.append(says, input);
  figure.querySelector('.ss-control').replaceChildren(box);
}

function csv(button) {
  const rows = [...button.closest('.ss-numbers').querySelectorAll('tr')].map((tr) =>
    [...tr.children].map((cell) => quoted(cell.textContent)).join(','));
  const title = button.closest('.ss-numbers').querySelector('caption').textContent;
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60);
  save(new Blob([rows.join('\n') + '\n'], { type: 'text/csv' }), `${name}.csv`);
}

function quoted(text) {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
