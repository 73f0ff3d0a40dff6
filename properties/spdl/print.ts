/**
 * A script as a file in Scyther's language.
 *
 * Refuses nothing: what the language says otherwise is written its way. A signature carries what it is
 * on (`{m}sk(A)`), a shared key is `k` of the two roles in the order of their names, a digest is of one
 * function `h`, and agreement is not injective.
 */
import type { Message } from '../../model/script/message.ts';
import {
  agentSort,
  type Protocol,
  type Role,
  sortOf,
  type Step,
} from '../../model/script/script.ts';

/** Terms beside each other, without the brackets of a tuple. */
function listed(message: Message): string {
  return message.is === 'pair'
    ? `${printedTerm(message.left)},${listed(message.right)}`
    : printedTerm(message);
}

/** A constant as the language names it: without blanks. */
export function constantName(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]+/gu, '-');
}

/** A message as a term. */
function printedTerm(message: Message): string {
  switch (message.is) {
    case 'atom':
      return message.name;
    case 'text':
      return constantName(message.text);
    case 'pair':
      return `(${listed(message)})`;
    case 'sealed': {
      const { key } = message;
      const name = key.key === 'atom' ? key.name : `k(${key.between.toSorted().join(',')})`;
      return `{${listed(message.of)}}${name}`;
    }
    case 'encrypted':
      return `{${listed(message.of)}}pk(${message.to})`;
    case 'signed':
      return `{${listed(message.of)}}sk(${message.by})`;
    case 'hash':
      return `h(${listed(message.of)})`;
    case 'secret':
      // The random protocols have none; the language has no secrets but keys.
      throw new Error(`spdl: a secret ${message.what} cannot be printed`);
  }
}

/** The names in a message, keys included. */
function namesIn(message: Message): readonly string[] {
  if (message.is === 'atom') return [message.name];
  if (message.is === 'pair') return [...namesIn(message.left), ...namesIn(message.right)];
  const key = message.is === 'sealed' && message.key.key === 'atom' ? [message.key.name] : [];
  return 'of' in message ? [...key, ...namesIn(message.of)] : [];
}

/** The constants in a message. */
function constantsIn(message: Message): readonly string[] {
  if (message.is === 'text') return [constantName(message.text)];
  if (message.is === 'pair') return [...constantsIn(message.left), ...constantsIn(message.right)];
  return 'of' in message ? constantsIn(message.of) : [];
}

/** The label of each message: its place among those of its sender to its receiver. */
type Labels = (from: string, to: string, index: number) => string;

/** What a role does, each step a line. */
function printedSteps({ name, steps }: Role, senderOf: (index: number) => string, label: Labels) {
  const counts = new Map<string, number>();
  const numbered = (from: string, to: string): string => {
    const index = counts.get(`${from}>${to}`) ?? 0;
    counts.set(`${from}>${to}`, index + 1);
    return label(from, to, index);
  };
  let received = 0;
  return steps.map((step): string => {
    if (step.do === 'match' && step.not === true) {
      return `not match(${step.name}, ${printedTerm(step.message)});`;
    }
    if (step.do === 'match') return `match(${step.name}, ${printedTerm(step.message)});`;
    if (step.do === 'state') return printedClaim(name, step);
    const from = step.do === 'send' ? name : senderOf(received++);
    const to = step.do === 'send' ? step.to : name;
    const event = step.do === 'send' ? 'send' : 'recv';
    return `${event}_${numbered(from, to)}(${from},${to}, ${listed(step.message)});`;
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

function printedRole(protocol: Protocol, role: Role, sendersOf: Senders): string {
  const senders = sendersOf(protocol, role);
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
    names.map((one) => `${kind} ${one}: ${typeFor(sortOf(protocol, one))};`);
  const lines = [
    ...declared('fresh', role.makes),
    ...declared('var', variables),
    ...printedSteps(
      role,
      (index) => senders[index] ?? role.name,
      (from, to, index) => `${from}${to}${String(index + 1)}`,
    ),
  ];
  return `  role ${role.name} {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n`;
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
  const constants = [...new Set(messages.flatMap(constantsIn))];
  return [
    `// ${protocol.title}`,
    'hashfunction h;',
    ...constants.map((name) => `const ${name}: Data;`),
    `protocol ${protocol.id}(${names}) {`,
    `${protocol.roles.map((role) => printedRole(protocol, role, sendersOf)).join('')}}`,
    '',
  ].join('\n');
}
