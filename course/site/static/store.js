// The reader's memory: one record in this browser, never sent anywhere.
const NAME = 'set-and-setting';
const EMPTY = { version: 1, answers: {}, predictions: {}, exercises: {}, cells: {} };
export const changed = new EventTarget();

export function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME));
    return sound(kept) ? { ...structuredClone(EMPTY), ...kept } : structuredClone(EMPTY);
  } catch {
    return structuredClone(EMPTY);
  }
}

// A file from elsewhere counts as a record when every shelf is a plain object.
export function sound(kept) {
  const shelf = (x) => x === undefined || (x && typeof x === 'object' && !Array.isArray(x));
  return Boolean(kept) && kept.version === 1 && Object.keys(EMPTY).slice(1).every((k) => shelf(kept[k]));
}

export function write(kept) {
  try {
    localStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    return false; // a full or closed store costs only the memory
  }
  changed.dispatchEvent(new Event('change'));
  return true;
}

export function put(shelf, id, value) {
  const kept = read();
  kept[shelf][id] = value;
  return write(kept);
}

// What is done stays done: a poorer answer later is no step back.
export function better(shelf, id, value, score) {
  const before = read()[shelf][id];
  return before !== undefined && score(before) > score(value) ? true : put(shelf, id, value);
}

export function forget() {
  localStorage.removeItem(NAME);
  changed.dispatchEvent(new Event('change'));
}

// Done: answered rightly, predicted, or an exercise with all its points.
export function done(kept, id) {
  const exercise = kept.exercises[id];
  return id in kept.predictions || kept.answers[id]?.right === true ||
    (exercise !== undefined && exercise.points >= exercise.max);
}
