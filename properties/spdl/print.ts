/**
 * A script as a file in Scyther's language.
 *
 * Refuses nothing: what the language says otherwise is written its way. A signature carries what it is
 * on (`{m}sk(A)`), a shared key is `k` of the two roles in the order of their names, a digest is of one
 * function `h`, and agreement is not injective. A secret of two that is a value is the digest of what it
 * is and of their key; one of the application, a constant.
 */
import type { Message, Shared } from '../../model/script/message.ts';
import {
  agentSort,
  type Protocol,
  type Role,
  sortOf,
  type Step,
} from '../../model/script/script.ts';

/** What a constant is called, by its text. */
type Constants = (text: string) => string;

/** Terms beside each other, without the brackets of a tuple. */
function listed(message: Message, named: Constants): string {
  return message.is === 'pair'
    ? `${printedTerm(message.left, named)},${listed(message.right, named)}`
    : printedTerm(message, named);
}

/** A constant as the language names it: without blanks. */
export function constantName(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]+/gu, '-');
}

/** The two whose key it is, in the order of their names. */
const keyOfTwo = (between: readonly string[]): string => `k(${between.toSorted().join(',')})`;

/** A message as a term. */
function printedTerm(message: Message, named: Constants): string {
  switch (message.is) {
    case 'atom':
      return message.name;
    case 'text':
      return named(message.text);
    case 'pair':
      return `(${listed(message, named)})`;
    case 'sealed': {
      const { key } = message;
      const name = key.key === 'atom' ? key.name : keyOfTwo(key.between);
      return `{${listed(message.of, named)}}${name}`;
    }
    case 'encrypted':
      return `{${listed(message.of, named)}}pk(${message.to})`;
    case 'signed':
      return `{${listed(message.of, named)}}sk(${message.by})`;
    case 'hash':
      return `h(${listed(message.of, named)})`;
    case 'secret': {
      const { between } = message;
      const constant = named(secretText(message));
      return between.length === 0 ? constant : `h(${constant},${keyOfTwo(between)})`;
    }
  }
}

/** The constant that a secret is told from others by. */
function secretText({ what, between }: Shared): string {
  return between.length === 0 ? `application ${what}` : what;
}

/** The names in a message, keys included. */
function namesIn(message: Message): readonly string[] {
  if (message.is === 'atom') return [message.name];
  if (message.is === 'pair') return [...namesIn(message.left), ...namesIn(message.right)];
  const key = message.is === 'sealed' && message.key.key === 'atom' ? [message.key.name] : [];
  return 'of' in message ? [...key, ...namesIn(message.of)] : [];
}

/** The texts in a message that are constants. */
function constantsIn(message: Message): readonly string[] {
  if (message.is === 'text') return [message.text];
  if (message.is === 'secret') return [secretText(message)];
  if (message.is === 'pair') return [...constantsIn(message.left), ...constantsIn(message.right)];
  return 'of' in message ? constantsIn(message.of) : [];
}

/** The label of each message: its place among those of its sender to its receiver. */
type Labels = (from: string, to: string, index: number) => string;

/** How messages and constants are called. */
interface Words {
  readonly label: Labels;
  readonly named: Constants;
}

/** What a role does, each step a line. */
function printedSteps(
  { name, steps }: Role,
  senderOf: (index: number) => string,
  { label, named }: Words,
) {
  const counts = new Map<string, number>();
  const numbered = (from: string, to: string): string => {
    const index = counts.get(`${from}>${to}`) ?? 0;
    counts.set(`${from}>${to}`, index + 1);
    return label(from, to, index);
  };
  let received = 0;
  return steps.map((step): string => {
    if (step.do === 'match' && step.not === true) {
      return `not match(${step.name}, ${printedTerm(step.message, named)});`;
    }
    if (step.do === 'match') return `match(${step.name}, ${printedTerm(step.message, named)});`;
    if (step.do === 'state') return printedClaim(name, step);
    const from = step.do === 'send' ? name : senderOf(received++);
    const to = step.do === 'send' ? step.to : name;
    const event = step.do === 'send' ? 'send' : 'recv';
    return `${event}_${numbered(from, to)}(${from},${to}, ${listed(step.message, named)});`;
  });
}

function printedClaim(name: string, { claim, peer, on }: Extract<Step, { do: 'state' }>): string {
  if (claim === 'secret') return on.map((one) => `claim(${name},Secret,${one});`).join(' ');
  const kind = claim === 'commit' ? 'Commit' : 'Running';
  return `claim(${[name, kind, peer, ...on].join(',')});`;
}

/** Who sent the messages that a role receives, in their order: those that are sent to it. */
function sendersTo(protocol: Protocol, { name }: Role): readonly string[] {
  const waiting = new Map(
    protocol.roles.map((role) => [
      role.name,
      role.steps.flatMap((step) => (step.do === 'send' && step.to === name ? [step.message] : [])),
    ]),
  );
  const role = protocol.roles.find((one) => one.name === name);
  return (role?.steps ?? []).flatMap((step) => {
    if (step.do !== 'receive') return [];
    const wanted = JSON.stringify(step.message);
    const found = [...waiting].find(([, sent]) => JSON.stringify(sent[0]) === wanted);
    found?.[1].shift();
    return [found?.[0] ?? name];
  });
}

/** A type of the language for a sort. */
function typeFor(sort: string): string {
  const types: Readonly<Record<string, string>> = {
    nonce: 'Nonce',
    key: 'Key',
    [agentSort]: 'Agent',
  };
  return types[sort] ?? 'Ticket';
}

/** Who sent each message that a role receives, in their order. */
export type Senders = (protocol: Protocol, role: Role) => readonly string[];

/** Names that stand for what is made of others: no atomic type fits them. */
function composed({ roles }: Protocol): ReadonlySet<string> {
  const matches = roles.flatMap(({ steps }) => steps.filter((step) => step.do === 'match'));
  const made = matches.filter(({ message }) => message.is !== 'atom');
  return new Set(made.map(({ name }) => name));
}

/** A role, with who sent what it receives. */
interface Heard {
  readonly role: Role;
  readonly senders: readonly string[];
}

function printedRole(protocol: Protocol, { role, senders }: Heard, named: Constants): string {
  const whole = composed(protocol);
  const roles = new Set(protocol.roles.map(({ name }) => name));
  const used = role.steps.flatMap((step) =>
    step.do === 'state'
      ? []
      : [...namesIn(step.message), ...(step.do === 'match' ? [step.name] : [])],
  );
  const variables = [...new Set(used)].filter(
    (one) => !roles.has(one) && !role.makes.includes(one),
  );
  const declared = (kind: string, names: readonly string[]): readonly string[] =>
    names.map((one) => {
      const type = whole.has(one) ? 'Ticket' : typeFor(sortOf(protocol, one));
      return `${kind} ${one}: ${type};`;
    });
  const lines = [
    ...declared('fresh', role.makes),
    ...declared('var', variables),
    ...printedSteps(role, (index) => senders[index] ?? role.name, {
      label: (from, to, index) => `${from}${to}${String(index + 1)}`,
      named,
    }),
  ];
  return `  role ${role.name} {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n`;
}

/** Names for constants, none of which is also a name of the script's, nor that of two. */
function constantsBeside(
  { roles, sorts }: Protocol,
  texts: readonly string[],
): ReadonlyMap<string, string> {
  const names = new Set([...roles.map(({ name }) => name), ...Object.keys(sorts), 'h', 'k']);
  const chosen = new Map<string, string>();
  for (const text of texts) {
    const plain = constantName(text);
    let name = plain;
    for (let count = 1; names.has(name); count += 1) name = `${plain}-word${String(count)}`;
    names.add(name);
    chosen.set(text, name);
  }
  return chosen;
}

/**
 * A script as a file.
 *
 * @param protocol - the script
 * @param sendersOf - who sent what a role receives; told from equal messages unless given
 */
export function printed(protocol: Protocol, sendersOf: Senders = sendersTo): string {
  const names = protocol.roles.map(({ name }) => name).join(',');
  const messages = protocol.roles.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.do === 'state' ? [] : [step.message])),
  );
  const constants = constantsBeside(protocol, [...new Set(messages.flatMap(constantsIn))]);
  const named: Constants = (text) => constants.get(text) ?? constantName(text);
  return [
    `// ${protocol.title}`,
    'hashfunction h;',
    ...[...constants.values()].map((name) => `const ${name}: Data;`),
    `protocol ${protocol.id}(${names}) {`,
    `${protocol.roles.map((role) => printedRole(protocol, { role, senders: sendersOf(protocol, role) }, named)).join('')}}`,
    '',
  ].join('\n');
}
