/**
 * Whether the roles of a script can do what it says: names known before they are used, keys that
 * the agent has, digests and signatures checked only on what it can make again.
 *
 * A script that fails this is our mistake and not the protocol's, and no engine is to judge it.
 */
import { type Key, type Message, namesIn } from './message.ts';
import { type Protocol, type Role, sortOf, type Step } from './script.ts';

/** What a role knows so far. */
type Known = ReadonlySet<string>;

/** Whether making a message twice gives two values. */
function isRandom(message: Message): boolean {
  if (message.is === 'pair') return isRandom(message.left) || isRandom(message.right);
  return message.is === 'hash'
    ? isRandom(message.of)
    : !['atom', 'text', 'secret'].includes(message.is);
}

/** What keeps a role from making a message. */
function makingFails(role: Role, known: Known, message: Message): string | undefined {
  const missing = namesIn(message).find((name) => !known.has(name));
  if (missing !== undefined) return `sends ${missing} without knowing it`;
  return foreignKey(role, message);
}

/** A key of others in a message that a role makes. */
function foreignKey(role: Role, message: Message): string | undefined {
  if (message.is === 'pair') {
    return foreignKey(role, message.left) ?? foreignKey(role, message.right);
  }
  if (message.is === 'signed' && message.by !== role.name) return `signs as ${message.by}`;
  if (message.is === 'secret') return foreignShared(role, message.between);
  if (message.is === 'sealed' && message.key.key === 'shared') {
    const { between } = message.key;
    const foreign = foreignShared(role, between);
    if (foreign !== undefined) return foreign;
  }
  return 'of' in message ? foreignKey(role, message.of) : undefined;
}

/** What is shared by others, and not deposited with a role. */
function foreignShared(role: Role, between: readonly string[]): string | undefined {
  const isOwn = between.length === 0 || between.includes(role.name) || role.deposited === true;
  return isOwn ? undefined : `uses the key of ${between.join(' and ')}`;
}

/** What is made again and compared, and not taken apart. */
type Compared = Extract<Message, { is: 'signed' | 'hash' | 'secret' }>;

function isCompared(message: Message): message is Compared {
  return ['signed', 'hash', 'secret'].includes(message.is);
}

/** What a role knows after taking a message apart, or why it cannot. */
function afterTaking(role: Role, known: Known, message: Message): Known | string {
  if (isCompared(message)) return uncheckable(role, known, message) ?? known;
  switch (message.is) {
    case 'atom':
      return new Set([...known, message.name]);
    case 'text':
      return known;
    case 'pair': {
      const after = afterTaking(role, known, message.left);
      return typeof after === 'string' ? after : afterTaking(role, after, message.right);
    }
    case 'sealed':
      return unopenable(role, known, message.key) ?? afterTaking(role, known, message.of);
    case 'encrypted':
      if (message.to !== role.name) return `decrypts what is for ${message.to}`;
      return afterTaking(role, known, message.of);
  }
}

/** Why a role cannot open what is under a key. */
function unopenable(role: Role, known: Known, key: Key): string | undefined {
  const needed = key.key === 'atom' ? [key.name] : key.between;
  const missing = needed.find((name) => !known.has(name));
  if (missing !== undefined) return `opens with a key of ${missing} without knowing it`;
  const isOthers = key.key === 'shared' && foreignShared(role, needed) !== undefined;
  return isOthers ? 'opens with a key of others' : undefined;
}

/** Why a role cannot check a digest, a signature or a secret. */
function uncheckable(role: Role, known: Known, message: Compared): string | undefined {
  const missing = namesIn(message).find((name) => !known.has(name));
  if (missing !== undefined) return `checks what holds ${missing} without knowing it`;
  const again = message.is === 'signed' ? message.of : message;
  return isRandom(again) ? 'checks what it cannot make again' : foreignKey(role, again);
}

/** What a role knows after a step, or why it cannot do it. */
function afterStep(role: Role, known: Known, step: Step): Known | string {
  if (step.do === 'receive') return afterTaking(role, known, step.message);
  if (step.do === 'match') return afterMatch(role, known, step);
  if (step.do === 'send') return makingFails(role, known, step.message) ?? known;
  const missing = [step.peer, ...step.on].find((name) => !known.has(name));
  return missing === undefined ? known : `states something of ${missing} without knowing it`;
}

/** What a role knows after it has called a message by a name, or opened what it has. */
function afterMatch(
  role: Role,
  known: Known,
  { name, message, not }: Extract<Step, { do: 'match' }>,
): Known | string {
  if (not === true) {
    if (!known.has(name)) return `compares ${name} without knowing it`;
    return makingFails(role, known, message) ?? known;
  }
  if (known.has(name)) return afterTaking(role, known, message);
  return makingFails(role, known, message) ?? new Set([...known, name]);
}

/**
 * What is wrong with a script.
 *
 * @returns one sentence for each role that cannot do what it is told; none for a script that runs
 */
export function mistakesIn(protocol: Protocol): readonly string[] {
  return protocol.roles.flatMap((role) => {
    for (const name of [...role.knows, ...role.makes]) sortOf(protocol, name);
    let known: Known = new Set([role.name, ...role.knows, ...role.makes]);
    for (const [index, step] of role.steps.entries()) {
      const after = afterStep(role, known, step);
      if (typeof after === 'string') return [`${role.name}, step ${index + 1}: ${after}`];
      known = after;
    }
    return [];
  });
}
