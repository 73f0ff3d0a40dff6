/**
 * What the page does in a browser: filters the matrix, steps through attacks, opens what a link
 * points at. Without it everything is there to be read, unfiltered and at full length.
 */

/** The parts of a list of elements that match. */
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Shows the rows, columns and verdicts that are asked for. */
function filter(form) {
  const { claim, attacker, kind } = Object.fromEntries(new FormData(form));
  const table = document.querySelector('table.matrix');
  const isColumn = (id) => id.includes(attacker.trim().toLowerCase());
  for (const cell of all('[data-attacker]', table)) {
    cell.hidden = !isColumn(cell.dataset.attacker);
  }
  let rows = 0;
  for (const row of all('tbody tr', table)) {
    for (const sign of all('.sign', row)) {
      sign.style.visibility = kind === '' || sign.matches(`.${kind}`) ? '' : 'hidden';
    }
    const visible = all('td', row).filter((cell) => !cell.hidden);
    const has = kind === '' || visible.some((cell) => cell.querySelector(`.${kind}`) !== null);
    row.hidden = !has || !row.dataset.claim.includes(claim.trim().toLowerCase());
    if (!row.hidden) rows += 1;
  }
  form.querySelector('output').textContent = `${rows} claims`;
}

/** Lights up the states that the charts of an attack are in. */
function light(charts, states) {
  for (const section of all('[data-party]', charts)) {
    const paths = states[section.dataset.party] ?? [];
    for (const state of all('[data-state]', section)) {
      state.classList.toggle('lit', paths.includes(state.dataset.state));
    }
  }
}

/** Goes to a step of an attack: 0 is before the first. */
function goTo(article, wanted) {
  const steps = all('.steps > .step', article);
  const at = Math.min(Math.max(wanted, 0), steps.length);
  article.dataset.at = String(at);
  steps.forEach((step, index) => {
    step.classList.toggle('now', index + 1 === at);
    step.classList.toggle('later', index + 1 > at);
    if (index + 1 === at) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
  });
  for (const step of all('.sequence .step', article)) {
    step.classList.toggle('now', step.dataset.step === String(at));
  }
  const charts = article.querySelector('.charts');
  const source = at === 0 ? charts : steps[at - 1];
  light(charts, JSON.parse(source.dataset.states));
  article.querySelector('.controls output').textContent = `step ${at} of ${steps.length}`;
}

/** How far the buttons and keys go. */
const ways = {
  first: () => 0,
  back: (at) => at - 1,
  on: (at) => at + 1,
  last: () => Number.MAX_SAFE_INTEGER,
};
const keys = { ArrowLeft: 'back', ArrowRight: 'on', Home: 'first', End: 'last' };

/** Makes an attack one that is stepped through. */
function stepping(article) {
  const controls = article.querySelector('.controls');
  const go = (way) => {
    goTo(article, ways[way](Number(article.dataset.at)));
    article.querySelector('.step.now')?.scrollIntoView({ block: 'nearest' });
  };
  controls.hidden = false;
  controls.addEventListener('click', ({ target }) => {
    const way = target.closest('[data-go]')?.dataset.go;
    if (way !== undefined) go(way);
  });
  controls.addEventListener('keydown', (event) => {
    const way = keys[event.key];
    if (way === undefined) return;
    event.preventDefault();
    go(way);
  });
  const hex = controls.querySelector('[data-hex]');
  hex.checked = true;
  hex.addEventListener('change', () => {
    article.classList.toggle('terms-only', !hex.checked);
  });
  goTo(article, Number.MAX_SAFE_INTEGER);
}

/** Opens all that hides what the address points at, and goes to the step if it is one. */
function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target === null) return;
  for (let around = target; around !== null; around = around.parentElement) {
    if (around.localName === 'details') around.open = true;
  }
  const step = target.closest('.steps > .step');
  if (step !== null)
    goTo(step.closest('article'), all('.step', step.parentElement).indexOf(step) + 1);
  target.scrollIntoView();
}

const form = document.querySelector('.filters');
if (form !== null) {
  form.hidden = false;
  form.addEventListener('input', () => filter(form));
  form.addEventListener('reset', () => setTimeout(() => filter(form)));
  form.addEventListener('submit', (event) => event.preventDefault());
}
all('article.story').forEach(stepping);
addEventListener('hashchange', follow);
follow();
