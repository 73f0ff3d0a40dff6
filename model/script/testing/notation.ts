/**
 * Scripts in the notation of the literature, whole: what is not written here is not in a script, so that
 * tests which compare it with what was published see every change.
 *
 * `{m}k(A,B)` is under a key of two, `{m}K` under a session key, `{m}pk(B)` for who has the private key,
 * `sig(A, m)` a signature, `h(m)` a digest, `pin(A,B)` a secret of two, `'yes'` a constant.
 */
import type { Key, Message } from '../message.ts';
import type { Belief, Protocol, Role, Step } from '../script.ts';
import type { Seat } from '../system.ts';

/** A message. */
export function written(message: Message): string {
  switch (message.is) {
    case 'atom':
      return message.name;
    case 'text':
      return `'${message.text}'`;
    case 'pair': {
      const left = written(message.left);
      return `${message.left.is === 'pair' ? `(${left})` : left}, ${written(message.right)}`;
    }
    case 'sealed':
      return `{${written(message.of)}}${keyWritten(message.key)}`;
    case 'encrypted':
      return `{${written(message.of)}}pk(${message.to})`;
    case 'signed':
      return `sig(${message.by}, ${written(message.of)})`;
    case 'hash':
      return `h(${written(message.of)})`;
    case 'secret':
      return `${message.what}(${message.between.join(',')})`;
  }
}

function keyWritten(key: Key): string {
  if (key.key === 'atom') return key.name;
  return `k(${key.between.join(key.directed === true ? '->' : ',')})`;
}

/** A step. */
function stepWritten(step: Step): string {
  switch (step.do) {
    case 'send':
      return `-> ${step.to}: ${written(step.message)}`;
    case 'receive':
      return `<- ${written(step.message)}`;
    case 'match':
      return `${step.name} is ${step.not === true ? 'not ' : ''}${written(step.message)}`;
    case 'state': {
      const who = step.anonymous === true ? `whoever asks of ${step.peer}` : `with ${step.peer}`;
      return `${step.claim} ${step.about} ${who}: ${step.on.join(', ')}`;
    }
  }
}

/** What follows a word, where there is something. */
const some = (word: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${word} ${names.join(', ')}`];

/** A role: who it is, and what it does in order. */
export function roleWritten({ name, knows, makes, deposited, steps }: Role): readonly string[] {
  const about = [
    ...some('knows', knows),
    ...some('makes', makes),
    ...(deposited === true ? ['looks up what others share'] : []),
  ];
  const head = about.length === 0 ? name : `${name} ${about.join('; ')}`;
  return [head, ...steps.map((step) => `  ${stepWritten(step)}`)];
}

/** A belief. */
function beliefWritten(belief: Belief): string {
  const kind = belief.belief === 'agreement' && belief.injective ? 'injective ' : '';
  return `${kind}${belief.belief} of ${belief.about}`;
}

/** The sorts of names, those of one sort together. */
function sortsWritten(sorts: Protocol['sorts']): string {
  const bySort = Map.groupBy(Object.entries(sorts), ([, sort]) => sort);
  const named = [...bySort].map(
    ([sort, entries]) => `${sort} ${entries.map(([name]) => name).join(' ')}`,
  );
  return named.join(', ');
}

/** A role, or in which script before it is the same. */
function roleAmong(role: Role, earlier: readonly Protocol[]): readonly string[] {
  const lines = roleWritten(role);
  const same = earlier.find(({ roles }) =>
    roles.some((one) => roleWritten(one).join('\n') === lines.join('\n')),
  );
  return same === undefined ? lines : [`${role.name} as in ${same.id}`];
}

/** A script; roles that are the same in one that was written before are not written again. */
export function scriptWritten(
  protocol: Protocol,
  earlier: readonly Protocol[] = [],
): readonly string[] {
  const { id, title, source, sorts, trusted, beliefs, roles } = protocol;
  return [
    `${id}: ${title} (${source})`,
    `sorts: ${sortsWritten(sorts)}`,
    ...some('trusted:', trusted),
    `believed: ${beliefs.map(beliefWritten).join(', ')}`,
    ...roles.flatMap((role) => roleAmong(role, earlier)),
  ];
}

/** Who plays a role, and who it takes the others to be: `a=A(B b, S s)`. */
export function seatWritten({ role, agent, peers, ...marks }: Seat): string {
  const known = Object.entries(peers).map(([name, who]) => `${name} ${who}`);
  const marked = Object.keys(marks).map((mark) => ` ${mark}`);
  return `${agent}=${role}(${known.join(', ')})${marked.join('')}`;
}

/** The lines of a text that stands in a test, without what indents all of them. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const indents = lines.map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least));
}
