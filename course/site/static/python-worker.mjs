// Python on a thread of its own, so that the page stays alive and a stop button can end it.
const here = new URL('.', import.meta.url);
const WHEEL = 'python/set_and_setting_student-1-py3-none-any.whl';
let py;

const tell = (record) => postMessage(record);

onmessage = async ({ data }) => {
  try {
    if (data.type === 'start') await start(data);
    else await run(data);
  } catch (error) {
    tell({ type: 'broken', text: String(error.message ?? error) });
  }
};

async function start({ keys, name, code }) {
  tell({ type: 'progress', done: 0.05, says: 'Loading Python …' });
  const { loadPyodide } = await import(new URL('pyodide/pyodide.mjs', here));
  py = await loadPyodide({ indexURL: new URL('pyodide/', here).href, packages: [] });
  tell({ type: 'progress', done: 0.35, says: 'Loading numpy, pandas and Plotly …' });
  const quiet = { messageCallback: () => {} };
  await py.loadPackage(['numpy', 'pandas', 'plotly'], quiet);
  if (/\bscipy\b/.test(code)) {
    tell({ type: 'progress', done: 0.6, says: 'Loading scipy …' });
    await py.loadPackage(['scipy'], quiet);
  }
  tell({ type: 'progress', done: 0.8, says: 'Opening the course …' });
  const wheel = await fetched(WHEEL);
  const packages = py.runPython('import site; site.getsitepackages()[0]');
  py.unpackArchive(await wheel.arrayBuffer(), 'zip', { extractDir: packages });
  py.runPython('import importlib; importlib.invalidate_caches()');
  py.FS.mkdirTree(`/home/pyodide/${name}`);
  if (keys) py.FS.writeFile(`/home/pyodide/${name}/keys.json`, await (await fetched(keys)).text());
  py.FS.chdir(`/home/pyodide/${name}`);
  const runner = py.toPy({});
  py.runPython(await (await fetched('python-runner.py')).text(), { globals: runner });
  runner.set('post', (record) => tell({ type: 'out', id: current, record: JSON.parse(record) }));
  run.python = runner.get('run');
  tell({ type: 'ready' });
}

async function fetched(path) {
  const answer = await fetch(new URL(path, here));
  if (!answer.ok) throw new Error(`${path} is missing from this site.`);
  return answer;
}

let current = null;

async function run({ id, code, place, check }) {
  current = id;
  await py.loadPackagesFromImports(code, { messageCallback: () => {} });
  const fine = run.python(code, place, check ?? '');
  tell({ type: 'done', id, fine });
}
