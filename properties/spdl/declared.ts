/**
 * What a file declares: functions, constants, macros, untrusted agents, and of each role what is its
 * own; and what is in the file that is not carried out here, each with its place.
 */
import { type Complaint, type Tree, within } from './grammar.ts';

/** What a file declares outside of its roles. */
export interface Declared {
  /** Functions that have no inverse, but for `pk`, `sk` and `k`. */
  readonly functions: ReadonlySet<string>;
  readonly constants: ReadonlySet<string>;
  readonly macros: ReadonlyMap<string, Tree>;
  /** Types, in small letters. */
  readonly types: ReadonlySet<string>;
  /** The agent whose keys the attacker has. */
  readonly insider: string;
}

/** Predefined functions: an inverse pair for each agent, and a key for each direction. */
const predefined: ReadonlySet<string> = new Set(['pk', 'sk', 'k']);

/** Types that there are always. */
const knownTypes = ['agent', 'key', 'nonce', 'ticket', 'sessionkey', 'data'];

/** Constructs that are read and not carried out, by rule, in words. */
const unsupported: Readonly<Record<string, string>> = {
  Option: 'option',
  Include: 'include',
  Run: 'run',
  NotMatch: 'not match',
  Secret: 'secret that is not of a function',
  Compromised: 'compromised',
  Knows: 'knows',
  singularWord: 'singular role',
};

/** The names that a declaration introduces. */
export function namesOf(declaration: Tree): readonly string[] {
  const [idents] = within(declaration, 'Idents');
  return idents === undefined ? [] : within(idents, 'ident').map(({ text }) => text);
}

/** The first type of a declaration, in small letters; `undefined` for one that has none. */
export function typeOf(declaration: Tree): string | undefined {
  const [type] = within(declaration, 'Type');
  return type && within(type, 'ident')[0]?.text.toLowerCase();
}

/** Whether a declaration is of what is predefined: keys of agents. */
function isPredefined(declaration: Tree): boolean {
  return namesOf(declaration).every((name) => predefined.has(name));
}

/** What is wrong with a declaration of a secret. */
function secretsIn(file: Tree): readonly Complaint[] {
  return within(file, 'Function', 'Constant')
    .filter((one) => within(one, 'secretWord').length > 0 && !isPredefined(one))
    .map(({ at }) => ({ at, says: 'secret functions and constants are not supported' }));
}

/** What is wrong with a declaration of inverse keys: others than `pk` and `sk`. */
function inversesIn(file: Tree): readonly Complaint[] {
  return within(file, 'Inverse', 'InverseFunctions')
    .filter((one) => {
      const names = within(one, 'ident').map(({ text }) => text);
      return names.toSorted().join() !== 'pk,sk';
    })
    .map(({ at }) => ({ at, says: 'inverse keys other than pk and sk are not supported' }));
}

/** What a file has that is not carried out here, in the order of the file. */
export function unsupportedIn(file: Tree): readonly Complaint[] {
  const named = within(file, ...Object.keys(unsupported)).map(({ rule, at }) => ({
    at,
    says: `${unsupported[rule] ?? rule} is not supported`,
  }));
  const helpers = within(file, 'Protocol').flatMap((protocol): readonly Complaint[] => {
    const [name] = within(protocol, 'ident');
    const isOne = name?.text.startsWith('@') === true;
    return isOne
      ? [{ at: protocol.at, says: `helper protocol ${name.text} is not supported` }]
      : [];
  });
  const untrusted = within(file, 'Untrusted').slice(1);
  const more = untrusted.map(({ at }) => ({
    at,
    says: 'a second untrusted agent is not supported',
  }));
  return [...named, ...secretsIn(file), ...inversesIn(file), ...helpers, ...more].toSorted(
    (one, other) => one.at.line - other.at.line || one.at.column - other.at.column,
  );
}

/** What a file declares. */
export function declaredIn(file: Tree): Declared {
  const functions = within(file, 'Function', 'Constant').filter(
    (one) => one.rule === 'Function' || typeOf(one) === 'function',
  );
  const constants = within(file, 'Constant').filter((one) => !functions.includes(one));
  const macros = within(file, 'Macro').flatMap((macro): readonly (readonly [string, Tree])[] => {
    const [name] = within(macro, 'Name');
    const [terms] = within(macro, 'Terms');
    return name === undefined || terms === undefined ? [] : [[name.text, terms]];
  });
  const [untrusted] = within(file, 'Untrusted').flatMap((one) => within(one, 'Name'));
  return {
    functions: new Set(functions.flatMap(namesOf).filter((name) => !predefined.has(name))),
    constants: new Set(constants.flatMap(namesOf)),
    macros: new Map(macros),
    types: new Set([
      ...knownTypes,
      ...within(file, 'Usertype').flatMap((one) => namesOf(one).map((name) => name.toLowerCase())),
    ]),
    insider: untrusted?.text ?? 'e',
  };
}
