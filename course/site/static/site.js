// What every page does. Each part looks for its own elements and is silent where there are none.
import { charts } from './charts.js';
import { questions } from './questions.js';
import { progress } from './progress.js';
import { filters, names, terms } from './reading.js';
import { predictions } from './veils.js';

charts(document);
questions(document);
predictions(document);
progress();
terms();
filters();
names();
if (document.querySelector('.ss-python')) import('./python.js').then((part) => part.python());
