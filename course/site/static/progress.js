// Progress bars on lessons, modules and the map; saving, loading and forgetting.
import { changed, done, forget, read, sound, write } from './store.js';

export function progress() {
  const bars = [...document.querySelectorAll('.ss-progress')];
  const draw = () => {
    const kept = read();
    bars.forEach((bar) => drawBar(bar, kept));
    drawOverall(bars, kept);
  };
  changed.addEventListener('change', draw);
  window.addEventListener('storage', draw);
  draw();
  document.querySelectorAll('[data-keep]').forEach(connect);
}

function drawBar(bar, kept) {
  const ids = bar.dataset.ids.split(' ').filter(Boolean);
  const count = ids.filter((id) => done(kept, id)).length;
  if (!ids.length) return;
  bar.innerHTML = `<span class="ss-track" aria-hidden="true"><span style="width:${(100 * count) / ids.length}%"></span></span><span>${count} of ${ids.length} done</span>`;
  bar.classList.toggle('ss-full', count === ids.length);
}

function drawOverall(bars, kept) {
  const place = document.querySelector('.ss-overall');
  if (!place) return;
  const ids = bars.flatMap((bar) => bar.dataset.ids.split(' ').filter(Boolean));
  const count = ids.filter((id) => done(kept, id)).length;
  place.textContent = `You have done ${count} of ${ids.length} questions and exercises.`;
}

function connect(control) {
  const says = (text) => { document.querySelector('.ss-kept').textContent = text; };
  const act = {
    export: () => {
      const file = new Blob([JSON.stringify(read(), null, 1)], { type: 'application/json' });
      save(file, 'set-and-setting-progress.json');
      says('Saved.');
    },
    reset: () => {
      if (!confirm('Forget all answers, predictions and code kept in this browser?')) return;
      forget();
      says('Forgotten. You start afresh.');
    },
  };
  if (control.dataset.keep !== 'import') {
    control.addEventListener('click', act[control.dataset.keep]);
    return;
  }
  control.addEventListener('change', async () => {
    try {
      const kept = JSON.parse(await control.files[0].text());
      if (!sound(kept)) throw new Error();
      write(kept);
      says('Loaded.');
    } catch {
      says('That file does not hold progress saved here. Nothing was changed.');
    }
    control.value = '';
  });
}

export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
