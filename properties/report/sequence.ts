/**
 * An attack as a sequence chart in SVG: a lifeline for each party and for the attacker, time
 * downwards, each move under its number; what parties think stands at their lifelines.
 *
 * Colours are the reader's scheme's; the attacker's arrows differ in line as well. Refuses nothing:
 * a text that does not fit is cut, and whole in its tooltip.
 */
import { asMarkup, type Markup, markup } from './markup.ts';
import type { Arrow, Line, Step } from './story.ts';

/** Sizes in units of the drawing. */
const column = 190;
const margin = 96;
const letter = 6.1;
const lineHeight = 15;
const headHeight = 40;

/** The attacker's lifeline. */
const attacker = 'Attacker';

/** Something drawn, and how much of the height it takes. */
interface Drawn {
  readonly height: number;
  readonly at: (y: number) => Markup;
}

/** Where the lifelines are. */
type Columns = ReadonlyMap<string, number>;

/** Those who take part, the attacker first, in the order in which they come in. */
function lifelines(steps: readonly Step[]): readonly string[] {
  const said = steps.flatMap(({ putInAt, lines }) => [
    ...(putInAt === undefined ? [] : [putInAt]),
    ...lines.flatMap(({ at, arrow }) => [
      ...(at === undefined ? [] : [at]),
      ...(arrow?.reaches === true ? [arrow.to] : []),
    ]),
  ]);
  return [...new Set([attacker, ...said])];
}

/** Text in lines of so many letters; what is beyond the last line is cut. */
function cutLines(text: string, letters: number, most: number): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest !== '' && lines.length < most) {
    const cut = rest.lastIndexOf(' ', letters);
    const end = rest.length <= letters ? rest.length : cut > letters / 2 ? cut : letters;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  const last = lines.at(-1) ?? '';
  return rest === '' ? lines : [...lines.slice(0, -1), `${last.slice(0, letters - 1)}…`];
}

/** Lines of text, centred at `x`. */
function texts(lines: readonly string[], x: number, y: number): readonly Markup[] {
  return lines.map(
    (line, index) => markup`<text x="${x}" y="${y + index * lineHeight}">${line}</text>`,
  );
}

/** An arrow with what it says above it. */
function arrow(columns: Columns, { from, to, says, mine }: Shot): Drawn {
  const [x1, x2] = [columns.get(from) ?? margin, columns.get(to) ?? margin];
  const span = Math.max(Math.abs(x2 - x1), column);
  const lines = cutLines(says, Math.floor((span - 12) / letter), 2);
  const middle = x1 === x2 ? x1 : (x1 + x2) / 2;
  const under = lines.length * lineHeight + 4;
  const kind = mine ? 'mine' : 'theirs';
  const line = (y: number): Markup =>
    x1 === x2
      ? markup`<path class="${kind}" d="M${x1} ${y} h40 v14 h-36" marker-end="url(#tip-${kind})"/>`
      : markup`<path class="${kind}" d="M${x1} ${y} H${x2 + (x2 > x1 ? -3 : 3)}" marker-end="url(#tip-${kind})"/>`;
  return {
    height: under + (x1 === x2 ? 24 : 12),
    at: (y) =>
      markup`<g class="says"><title>${says}</title>${texts(lines, middle, y + 11)}${line(y + under)}</g>`,
  };
}

/** An arrow to be drawn. */
interface Shot {
  readonly from: string;
  readonly to: string;
  readonly says: string;
  /** Whether it is the attacker's. */
  readonly mine: boolean;
}

/** A note at a lifeline. */
function note(columns: Columns, who: string, says: string): Drawn {
  const x = columns.get(who) ?? margin;
  const lines = cutLines(says, Math.floor((column - 24) / letter), 3);
  const height = lines.length * lineHeight + 6;
  return {
    height: height + 6,
    at: (y) =>
      markup`<g class="note"><title>${says}</title><rect x="${x - column / 2 + 6}" y="${y}" width="${column - 12}" height="${height}" rx="4"/>${texts(lines, x, y + 13)}</g>`,
  };
}

/** What a party thinks or does, without its name, which the lifeline has. */
function without(name: string, text: string): string {
  return text.startsWith(`${name} `) ? text.slice(name.length + 1) : text;
}

/** The arrows of a message: to the attacker, to whom it is for, or to both. */
function shots({ from, to, says, seen, reaches }: Arrow): readonly Shot[] {
  return [
    ...(seen ? [{ from, to: attacker, says, mine: false }] : []),
    ...(reaches ? [{ from, to, says, mine: false }] : []),
  ];
}

function drawnLine(columns: Columns, { text, at, arrow: sent, quiet }: Line): readonly Drawn[] {
  if (quiet === true) return [];
  if (sent !== undefined) return shots(sent).map((shot) => arrow(columns, shot));
  return at === undefined ? [] : [note(columns, at, without(at, text))];
}

/** What begins a step: the attacker's message, or a wish. */
function beginning(columns: Columns, { heading, putInAt, recipe = '' }: Step): Drawn {
  if (putInAt !== undefined) {
    return arrow(columns, { from: attacker, to: putInAt, says: recipe, mine: true });
  }
  const [who = '', ...rest] = heading.split(': ');
  const wishes = rest.length > 0 && columns.has(who);
  const says = recipe === '' ? heading : `${heading}: ${recipe}`;
  return wishes ? note(columns, who, `wants: ${rest.join(': ')}`) : note(columns, attacker, says);
}

/** A step under its number. */
function drawnStep(columns: Columns, step: Step, index: number): Drawn {
  const parts = [
    beginning(columns, step),
    ...step.lines.flatMap((line) => drawnLine(columns, line)),
  ];
  const height = parts.reduce((sum, part) => sum + part.height, 0) + 14;
  return {
    height,
    at: (y) => {
      let next = y + 8;
      const drawn = parts.map((part) => {
        const here = next;
        next += part.height;
        return part.at(here);
      });
      return markup`<g class="step" data-step="${index + 1}"><rect class="band" x="0" y="${y}" width="100%" height="${height}"/><text class="number" x="16" y="${y + 19}">${index + 1}</text>${drawn}</g>`;
    },
  };
}

const style = `
  .sequence { font: 11px ui-sans-serif, system-ui, sans-serif; color-scheme: light dark; }
  .sequence text { fill: light-dark(#1b1b1f, #ececf1); text-anchor: middle; }
  .sequence .who { font-weight: 600; font-size: 12px; }
  .sequence .number { font-weight: 700; fill: light-dark(#55555c, #b4b4bd); }
  .sequence .band { fill: transparent; stroke: light-dark(#dcdce2, #33333a); stroke-width: .5; }
  .sequence .life { stroke: light-dark(#b9b9c2, #55555c); stroke-dasharray: 3 4; }
  .sequence .head { fill: light-dark(#ffffff, #232329); stroke: light-dark(#55555c, #a0a0aa); }
  .sequence .theirs { fill: none; stroke: light-dark(#30589b, #8ab4f8); stroke-width: 1.3; }
  .sequence .mine { fill: none; stroke: light-dark(#b3261e, #ff8a80); stroke-width: 2; stroke-dasharray: 7 3; }
  .sequence .note rect { fill: light-dark(#fff7df, #38321c); stroke: light-dark(#cdb877, #7a6c35); }
  .tip-theirs { color-scheme: light dark; fill: light-dark(#30589b, #8ab4f8); }
  .tip-mine { fill: light-dark(#b3261e, #ff8a80); }`;

const tips = ['theirs', 'mine'].map(
  (kind) =>
    markup`<marker id="tip-${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="tip-${kind}" d="M0 0 L8 4 L0 8 z"/></marker>`,
);

/** The style and the arrow heads of charts, once for all that stand in one document. */
export const sequenceParts: Markup = markup`<defs>${tips}</defs><style>${asMarkup(style)}</style>`;

/**
 * The chart.
 *
 * @param steps - the attack, told
 * @param title - what a screen reader calls it
 * @param isAlone - whether it is a document of its own, which brings its style with it
 */
export function sequence(steps: readonly Step[], title: string, isAlone: boolean): string {
  const who = lifelines(steps);
  const columns: Columns = new Map(who.map((name, index) => [name, margin + 30 + index * column]));
  const drawn = steps.map((step, index) => drawnStep(columns, step, index));
  const width = margin * 2 + 30 + (who.length - 1) * column;
  const height = headHeight + 8 + drawn.reduce((sum, part) => sum + part.height, 0);
  let next = headHeight + 4;
  const body = drawn.map((part) => {
    const here = next;
    next += part.height;
    return part.at(here);
  });
  const lives = [...columns].map(
    ([name, x]) =>
      markup`<line class="life" x1="${x}" x2="${x}" y1="${headHeight}" y2="${height}"/><rect class="head" x="${x - column / 2 + 10}" y="8" width="${column - 20}" height="24" rx="5"/><text class="who" x="${x}" y="24">${name}</text>`,
  );
  const svg = markup`<svg class="sequence" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">${isAlone ? sequenceParts : undefined}${lives}${body}</svg>`;
  return `${svg.markup}\n`;
}
